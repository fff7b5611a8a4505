import type { ReactNode } from "react";
import { Wordmark } from "../shell/wordmark.tsx";

interface EntranceProps {
  title: string;
  children: ReactNode;
}

/** The frame of the pages that need no session. */
export function Entrance({ title, children }: EntranceProps) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <title>{`${title}, Throughline`}</title>
      <section aria-labelledby="entrance" className="w-full max-w-[440px]">
        <Wordmark />
        <h1 id="entrance" className="mt-6 text-2xl font-semibold">
          {title}
        </h1>
        {children}
      </section>
    </main>
  );
}

/** What went wrong here, read aloud. */
export function Problem({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="mt-4 text-off">
      {children}
    </p>
  );
}
