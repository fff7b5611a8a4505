import { expect, test } from "@jest/globals";
import { buildWorkspace } from "../../../test/factories/graph.ts";
import { testGround } from "../../../test/factories/ground.ts";
import { buildConnection } from "../../../test/factories/work.ts";
import { evaluateDirty } from "../health/evaluate.ts";
import * as D from "./portfolio-data.ts";
import { latestReadings } from "../goals/latest-readings.ts";
import { readWork } from "../initiatives/work.ts";
import { readWords } from "./portfolio-words.ts";
import { readPortfolio } from "./portfolio.ts";
test("scale", async () => {
  const ground = await testGround();
  const ada = await buildWorkspace(ground);
  const c = await buildConnection(ground, ada);
  const ws = ada.workspaceId;
  const q = (t: string, p: unknown[] = []) => ground.db.pool.query(t, p);
  const cols = async (t: string) => (await q(`select column_name, is_nullable from information_schema.columns where table_name=$1`, [t])).rows;
  await q(`insert into goal(workspace_id,id,no,title,level,weight,priority,ambition,state,dropped,start,due,private,version,created_at)
    select $1::uuid, gen_random_uuid(), g, 'Goal '||g, 'team',1,1+g%4,'committed','active',false,'2026-10-01','2026-12-31',false,1,'2026-10-01' from generate_series(1,2000) g`, [ws]);
  await q(`insert into key_result(workspace_id,id,goal_id,name,direction,baseline,target,unit,weight,cadence,lag,result_lag,plan,version,created_at)
    select workspace_id, gen_random_uuid(), id, 'KR','move',0,100,'%',1,7,0,14,'[]',1,created_at from goal`);
  await q(`insert into reading(workspace_id,key_result_id,"on",no,id,value,by,recorded_at)
    select workspace_id,id,'2026-10-01'::date + 7*w,1,gen_random_uuid(),random()*60,'{}','2026-11-19' from key_result, generate_series(1,7) w`);
  await q(`insert into initiative(workspace_id,id,no,goal_id,title,state,version,created_at)
    select workspace_id, gen_random_uuid(), no*2+k, id, 'Initiative '||no||' '||k,'active',1,created_at from goal, generate_series(0,1) k`);
  await q(`insert into work_item(workspace_id,id,connection_id,remote_id,container,key,title,url,status_name,category,blocked,assignees,labels,spent_minutes,commits,sub_done,sub_total,mirrors,restricted,presence,tool_created,tool_updated,read_at,moved_at,moved_on,moved_is_guess,fingerprint,missed,initiative_id,origin,linked_at,version,recorded_at,seen_at,reads)
    select workspace_id, gen_random_uuid(), $1::uuid, id::text||k, 'A', 'A-'||no||k, 'Item','https://t.example/x','Doing',case when k%2=0 then 'doing' else 'todo' end,false,'[]','[]',0,0,0,0,'[]',false,'live','2026-11-01','2026-11-19','2026-11-19','2026-11-19','2026-11-19'::date - (no%20),false,'x',0,id,'born','2026-11-01',1,'2026-11-19','2026-11-19','[]' from initiative, generate_series(1,5) k`, [c]);
  await q(`insert into goal_dirty select workspace_id,id,'2026-11-20' from goal`);
  await q(`analyze`);
  let t = performance.now();
  while (await evaluateDirty(ground));
  const out: string[] = [];
  const time = async <T>(name: string, f: () => Promise<T>): Promise<T> => {
    const c0 = process.cpuUsage(); const w = performance.now(); const r = await f(); const c1 = process.cpuUsage(c0);
    out.push(`${name} cpu ${Math.round(c1.user / 1000)} wall ${Math.round(performance.now() - w)}`); return r;
  };
  for (let i = 0; i < 2; i++) {
    await time("all", () => readPortfolio(ground, ada, {}));
    const goals = await time("goals", () => D.readGoals(ground, ada));
    const ids = goals.map(({ id }) => id);
    const krs = await time("krs", () => D.readKeyResults(ground, ada, ids));
    const inis = await time("inis", () => D.readInitiatives(ground, ada, ids));
    const kids = krs.map(({ id }) => id);
    await time("latest", () => latestReadings(ground.db.prisma, ws, kids));
    await time("weeks", () => D.readWeeks(ground, ada, kids, "2026-11-20", 12));
    await time("work", () => readWork(ground, ada, inis.map(({ id }) => id)));
    await time("decided", () => D.readDecided(ground, ada, ids, "2026-11-20"));
    await time("risk", () => D.readRiskBefore(ground, ada, ids));
    await time("states", () => D.readStatesAt(ground, ada, ids, new Date("2026-11-13")));
    await time("linked", () => D.readLinkedShare(ground, ada, new Date("2026-10-23")));
    await time("words", () => readWords(ground, ada, goals, krs, goals));
  }
  process.stdout.write(out.join("\n") + "\n");
  expect(1).toBe(1);
  void cols;
  await ground.close();
}, 300000);
