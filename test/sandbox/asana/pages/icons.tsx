// Small signs, drawn; always beside a word or with one hidden.
const line = { fill: "none", stroke: "currentColor", strokeWidth: 1.6 } as const;

export const Logo = () => (
  <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" fill="#f06a6a">
    <circle cx="12" cy="7" r="4.6" />
    <circle cx="5.6" cy="16.6" r="4.6" />
    <circle cx="18.4" cy="16.6" r="4.6" />
  </svg>
);
export const Check = () => (
  <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
    <path d="M3.5 8.4 6.6 11.5 12.5 4.8" {...line} strokeWidth={2} />
  </svg>
);
export const Cross = () => (
  <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
    <path d="M3 3l10 10M13 3L3 13" {...line} />
  </svg>
);
export const Plus = () => (
  <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
    <path d="M8 3v10M3 8h10" {...line} />
  </svg>
);
export const Clock = () => (
  <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
    <circle cx="8" cy="8" r="6.2" {...line} />
    <path d="M8 4.4V8l2.6 1.6" {...line} />
  </svg>
);
export const Home = () => (
  <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
    <path d="M2.5 7.5 8 2.8l5.5 4.7V13h-4V9.6h-3V13h-4z" {...line} />
  </svg>
);
export const Tick = () => (
  <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
    <circle cx="8" cy="8" r="6" {...line} />
    <path d="M5.4 8.2 7.3 10l3.5-4" {...line} />
  </svg>
);
export const Gear = () => (
  <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
    <circle cx="8" cy="8" r="2.2" {...line} />
    <path
      d="M8 1.8v2.1M8 12.1v2.1M1.8 8h2.1M12.1 8h2.1M3.6 3.6l1.5 1.5M10.9 10.9l1.5 1.5M12.4 3.6l-1.5 1.5M5.1 10.9l-1.5 1.5"
      {...line}
    />
  </svg>
);
export const Hook = () => (
  <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
    <path d="M8 3.2v6a3 3 0 1 1-3-3" {...line} />
    <circle cx="8" cy="2.6" r="1" fill="currentColor" />
  </svg>
);
export const Parts = () => (
  <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true">
    <path d="M3 3v6a2 2 0 0 0 2 2h6M9 8.5l2.5 2.5L9 13.5" {...line} />
  </svg>
);
export const Clip = () => (
  <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
    <path d="M11 5 6.4 9.7a1.4 1.4 0 0 0 2 2L13 7a2.8 2.8 0 0 0-4-4L4.2 7.8a4.2 4.2 0 0 0 6 6L13 11" {...line} />
  </svg>
);
export const Lock = () => (
  <svg viewBox="0 0 16 16" width="12" height="12" role="img" aria-label="Private">
    <rect x="3" y="7" width="10" height="6.5" rx="1.5" fill="currentColor" />
    <path d="M5 7V5a3 3 0 0 1 6 0v2" {...line} />
  </svg>
);
export const Link = () => (
  <svg viewBox="0 0 16 16" width="13" height="13" role="img" aria-label="Carries an app's card">
    <circle cx="8" cy="8" r="5.4" {...line} />
    <circle cx="8" cy="8" r="1.8" fill="currentColor" />
  </svg>
);
