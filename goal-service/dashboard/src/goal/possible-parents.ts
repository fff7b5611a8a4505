interface Placed {
  id: string;
  key: string;
  title: string;
  parentId: string | null;
}

/** The goals under which this one can stand: not itself, and none that stands below it. */
export function possibleParents<Row extends Placed>(rows: readonly Row[], id: string | undefined): Row[] {
  if (id === undefined) return [...rows];
  const below = new Set([id]);
  for (let before = 0; before !== below.size;) {
    before = below.size;
    for (const row of rows) if (row.parentId !== null && below.has(row.parentId)) below.add(row.id);
  }
  return rows.filter((row) => !below.has(row.id));
}
