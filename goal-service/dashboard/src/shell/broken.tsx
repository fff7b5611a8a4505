import { buttonClass } from "../components/button.tsx";
import { ErrorBox } from "../components/error-box.tsx";

/** A page that failed to draw: said plainly, with the way back. */
export function Broken({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <main className="mx-auto max-w-[640px] px-4 py-16">
      <h1 className="mb-4 text-lg font-semibold">This page could not be shown</h1>
      <ErrorBox what="The page stopped while it was being drawn." error={error} retry={reset} />
      <a href="/" className={buttonClass("plain", "mt-4")}>
        Go to Portfolio
      </a>
    </main>
  );
}
