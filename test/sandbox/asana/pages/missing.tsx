import { useSite } from "./site-context.ts";

export function Missing({ what }: { what: string }) {
  const { site } = useSite();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{`This ${what} can't be shown`}</h1>
      </div>
      <p>{`It doesn't exist, or ${site.me.name} may not see it. You can act as someone else at the top right.`}</p>
    </div>
  );
}
