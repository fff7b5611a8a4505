import { Link } from "@tanstack/react-router";
import { buttonClass } from "../components/button.tsx";

interface NotHereProps {
  title?: string;
  why?: string;
}

/** Any address that no page answers. */
export function NoPage() {
  return <NotHere />;
}

/** An address that leads nowhere: said plainly, with the way back. A thread that ends is drawn, as nothing is broken. */
export function NotHere({
  title = "There is nothing at this address",
  why = "The address may be mistyped, or what was here is not for you to see. A private goal does not exist for those it was not shared with.",
}: NotHereProps) {
  return (
    <section aria-labelledby="not-here" className="mx-auto mt-[12dvh] max-w-[480px]">
      <title>Not here, Throughline</title>
      <svg width="180" height="56" viewBox="0 0 180 56" aria-hidden className="mb-6 text-line2">
        <path d="M6 44c44 0 40-34 84-34" fill="none" stroke="var(--fg-3)" strokeWidth="1.5" strokeLinecap="round" />
        <path
          d="M98 10c34 0 40 12 74 12"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeDasharray="2 5"
          strokeLinecap="round"
        />
        <circle cx="6" cy="44" r="4" fill="var(--fg-3)" />
        <circle cx="174" cy="22" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2 2" />
      </svg>
      <h1 id="not-here" className="text-xl font-semibold">
        {title}
      </h1>
      <p className="mt-1.5 text-fg2">{why}</p>
      <Link to="/" className={buttonClass("plain", "mt-4")}>
        Go to Portfolio
      </Link>
    </section>
  );
}
