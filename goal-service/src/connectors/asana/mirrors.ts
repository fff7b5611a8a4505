/** Addresses of one piece of work in other tools; what stands behind the item itself (a view, a comment) is cut off. */
const PLACES: readonly RegExp[] = [
  /^https?:\/\/[^/]+\/browse\/[A-Z][A-Z0-9_]*-\d+(?![\w-])/i,
  /^https?:\/\/github\.com\/[\w.-]+\/[\w.-]+\/(issues|pull)\/\d+/i,
  /^https?:\/\/[^/]+\/[\w./-]+\/-\/(issues|merge_requests|work_items)\/\d+/i,
  /^https?:\/\/linear\.app\/[\w-]+\/issue\/[A-Z0-9]+-\d+/i,
  /^https?:\/\/trello\.com\/c\/\w+/i,
  /^https?:\/\/[\w-]+\.monday\.com\/boards\/\d+\/pulses\/\d+/i,
  /^https?:\/\/dev\.azure\.com\/[^/\s]+\/[^/\s]+\/_workitems\/edit\/\d+/i,
  /^https?:\/\/app\.clickup\.com\/t\/(\d+\/)?[\w-]+/i,
];

/** A board in Jira with one item opened beside it means that item. */
const SELECTED = /^(https?:\/\/[^/]+)\/\S*[?&]selectedIssue=([A-Z][A-Z0-9_]*-\d+)/i;

const MOST = 20;

/** Links to the same work in other tools, as people leave them in the notes. */
export function mirrorsIn(notes: string): string[] {
  const addresses = notes.match(/https?:\/\/[^\s<>"'()[\]{}|\\^`]+/gi) ?? [];
  const found = addresses.flatMap((address) => placeOf(address) ?? []);
  return [...new Set(found)].filter((url) => url.length <= 2000 && URL.canParse(url)).slice(0, MOST);
}

function placeOf(address: string): string | null {
  const selected = SELECTED.exec(address);
  if (selected) return `${selected[1] ?? ""}/browse/${selected[2]?.toUpperCase() ?? ""}`;
  return PLACES.map((place) => place.exec(address)?.[0]).find((url) => url !== undefined) ?? null;
}
