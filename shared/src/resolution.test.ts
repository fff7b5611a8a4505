import { expect, test } from "@jest/globals";
import { endingOf } from "./resolution.ts";

test.each([
  ["Won't Do", "Won’t fix", "WONTFIX", "Cannot Reproduce", "Duplicate", "Declined"],
  ["Wird nicht erledigt", "Nicht reproduzierbar", "Ungültig", "UNGÜLTIG", "Duplikat"],
  ["Ne sera pas corrigé", "Doublon", "Annule", "Annulé"],
  ["No se hará", "Duplicado", "Cancelada", "Não será corrigido", "Non verrà risolto"],
  ["Wordt niet uitgevoerd", "Geannuleerd", "Åtgärdas inte", "Nie zostanie naprawione", "Zrušeno"],
  ["Не будет исправлено", "Отклонён", "Дубликат", "Скасовано", "İptal edildi"],
  ["対応しない", "重複", "キャンセル", "ｷｬﾝｾﾙ", "修正しない", "已取消", "不予处理", "취소됨", "중복"],
])("work that ended as %s is not done", (...names) => {
  for (const name of names) expect([name, endingOf(name)]).toEqual([name, "cancelled"]);
});

test("every other end is done, whatever its script, and so is one without a name", () => {
  for (const name of [
    "Done",
    "Fixed",
    "Erledigt",
    "Behoben",
    "完了",
    "修正済み",
    "완료",
    "Готово",
    "Duplicate key fixed",
    "",
    "!!!",
    null,
  ])
    expect([name, endingOf(name)]).toEqual([name, "done"]);
});

test("a project without resolutions says it with the status", () => {
  expect(endingOf(null, "Abgelehnt")).toBe("cancelled");
  expect(endingOf("Done", "Fertig")).toBe("done");
});
