/** The sign and the name: the through-line runs from a ticket to the outcome. */
export function Wordmark({ name = "Throughline" }: { name?: string }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2 font-semibold">
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden className="flex-none">
        <rect width="20" height="20" rx="5" fill="var(--ink)" />
        <path
          d="M4.4 13.5c4.6 0 3.4-7 11-7"
          fill="none"
          stroke="var(--ink-fg)"
          strokeWidth="1.7"
          strokeLinecap="round"
        />
        <circle cx="4.8" cy="13.5" r="1.9" fill="var(--ink-fg)" />
        <circle cx="15.2" cy="6.5" r="1.9" fill="var(--on-mark)" />
      </svg>
      <span className="truncate">{name}</span>
    </span>
  );
}
