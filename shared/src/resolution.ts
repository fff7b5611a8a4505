/**
 * Ways to end without the work being done, as Jira and its admins call them in the usual languages: our guess until an
 * admin says otherwise. A name is taken as a whole, without regard to capitals, accents, spaces and signs.
 */
const NOT_DONE = [
  "won't do, won't fix, will not do, will not fix, won't implement, not doing, no longer needed, not needed, not required",
  "duplicate, cannot reproduce, can't reproduce, not reproducible, declined, cancelled, canceled, rejected, invalid",
  "obsolete, abandoned, incomplete, not a bug, works as designed, by design, out of scope, withdrawn, superseded, dropped",
  "discarded, not applicable",
  "wird nicht erledigt, wird nicht behoben, wird nicht umgesetzt, wird nicht durchgeführt, wird nicht gemacht, wird nicht korrigiert",
  "nicht erledigt, nicht umgesetzt, duplikat, doppelt, nicht reproduzierbar, kann nicht reproduziert werden, abgelehnt",
  "abgebrochen, storniert, verworfen, zurückgewiesen, zurückgezogen, ungültig, hinfällig, obsolet, unvollständig, kein fehler",
  "ne sera pas fait, ne sera pas corrigé, ne sera pas résolu, ne sera pas traité, ne sera pas réalisé, ne pas faire, pas de correction",
  "doublon, dupliqué, en double, impossible à reproduire, non reproductible, refusé, rejeté, décliné, annulé, abandonné",
  "non valide, invalide, obsolète, incomplet",
  "no se hará, no se va a hacer, no se realizará, no se corregirá, no se solucionará, no se resolverá, no se arreglará",
  "duplicado, duplicada, no se puede reproducir, no reproducible, imposible de reproducir, rechazado, rechazada, declinado",
  "cancelado, cancelada, anulado, inválido, no válido, obsoleto, abandonado, descartado, incompleto",
  "não será feito, não será corrigido, não será resolvido, não será realizado, não será implementado, não fazer, não corrigir",
  "não é possível reproduzir, não reproduzível, não reproduzido, recusado, rejeitado, rejeitada",
  "non verrà fatto, non verrà eseguito, non verrà corretto, non verrà risolto, non sarà fatto, non sarà risolto, non sarà corretto",
  "duplicato, impossibile riprodurre, non riproducibile, rifiutato, respinto, annullato, non valido, abbandonato, scartato",
  "wordt niet gedaan, wordt niet uitgevoerd, wordt niet opgelost, niet uitvoeren, niet oplossen, duplicaat, dubbel",
  "kan niet worden gereproduceerd, niet reproduceerbaar, afgewezen, geweigerd, geannuleerd, ongeldig, verouderd, onvolledig",
  "kommer inte att göras, kommer inte att åtgärdas, åtgärdas inte, görs inte, dubblett, kan inte återskapas, avvisad, avböjd",
  "avbruten, ogiltig, udføres ikke, vil ikke blive udført, løses ikke, dublet, afvist, annulleret, ugyldig",
  "vil ikke bli gjort, blir ikke gjort, vil ikke bli løst, avvist, avbrutt, kansellert",
  "ei tehdä, ei korjata, kaksoiskappale, hylätty, peruttu, peruutettu",
  "nie zostanie zrobione, nie zostanie wykonane, nie zostanie naprawione, nie będzie wykonane, nie będzie naprawione",
  "nie można odtworzyć, odrzucone, odrzucony, anulowane, anulowany, nieprawidłowe, porzucone",
  "nebude provedeno, nebude opraveno, nebude se řešit, duplicita, duplikát, nelze reprodukovat, odmítnuto, zamítnuto, zrušeno",
  "yapılmayacak, düzeltilmeyecek, çözülmeyecek, yinelenen, mükerrer, yeniden oluşturulamıyor, reddedildi, iptal edildi, geçersiz",
  "не будет сделано, не будет выполнено, не будет исправлено, не будет исправлен, не будет решено, дубликат, дублирует, повтор",
  "не воспроизводится, невозможно воспроизвести, отклонено, отклонен, отклонён, отменено, отменен, отменён, неактуально",
  "не буде зроблено, не буде виконано, не буде виправлено, дублікат, не відтворюється, відхилено, скасовано",
  "修正しない, 対応しない, 実施しない, 実行しない, 完了しない, やらない, 対応なし, 対応不要, 重複, 再現不可, 再現できない, 再現できません",
  "再現不能, 却下, 拒否, 辞退, 取り消し, 取消, 取消済み, キャンセル, キャンセル済み, 中止, 破棄, 見送り, 無効, 不完全",
  "不修复, 不会修复, 不予修复, 不解决, 不处理, 不做, 不会做, 不会完成, 不予处理, 重复, 无法重现, 无法复现, 不可重现, 拒绝, 已拒绝, 取消",
  "已取消, 无效, 已废弃, 废弃, 放弃, 已放弃, 不完整, 不修復, 不處理, 重複, 無法重現, 拒絕, 已拒絕, 無效",
  "수정하지 않음, 수행하지 않음, 처리하지 않음, 하지 않음, 수정 안 함, 안 함, 중복, 재현할 수 없음, 재현 불가, 거부, 거부됨, 거절됨",
  "취소, 취소됨, 무효, 폐기, 폐기됨, 불완전",
];

/** Compared without what different hands write differently; letters of every script stay. */
const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");

const WORDS = new Set(NOT_DONE.flatMap((line) => line.split(", ").map(plain)));

/** What finished work means by the name of its resolution, or of its status where it has none. */
export const endingOf = (...names: (string | null | undefined)[]): "done" | "cancelled" =>
  names.some((name) => name != null && WORDS.has(plain(name))) ? "cancelled" : "done";
