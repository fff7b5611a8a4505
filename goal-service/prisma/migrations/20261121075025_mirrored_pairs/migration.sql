-- AlterTable
ALTER TABLE "work_item" ADD COLUMN     "mirror_blocked_since" TIMESTAMPTZ(3),
ADD COLUMN     "mirror_moved_on" DATE,
ADD COLUMN     "mirrored_by" UUID;

-- CreateTable
CREATE TABLE "item_address" (
    "workspace_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "named" BOOLEAN NOT NULL,
    "item_id" UUID NOT NULL,

    CONSTRAINT "item_address_pkey" PRIMARY KEY ("workspace_id","address","named","item_id")
);

-- CreateTable
CREATE TABLE "mirror" (
    "workspace_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "other_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "why" TEXT NOT NULL,

    CONSTRAINT "mirror_pkey" PRIMARY KEY ("workspace_id","item_id","other_id")
);

-- CreateTable
CREATE TABLE "mirror_dirty" (
    "workspace_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "looks" BOOLEAN NOT NULL,

    CONSTRAINT "mirror_dirty_pkey" PRIMARY KEY ("workspace_id","item_id")
);

-- CreateIndex
CREATE INDEX "item_address_workspace_id_item_id_idx" ON "item_address"("workspace_id", "item_id");

-- What is there already: addresses as work-items/address.ts makes them (of most; the others follow with their next change),
-- pairs that people have made, settled with the first look.
INSERT INTO "item_address" ("workspace_id", "address", "named", "item_id")
SELECT w."workspace_id", left(translate(encode(sha256(convert_to(rtrim(a."url", '/'), 'UTF8')), 'base64'), '+/', '-_'), 22), a."named", w."id"
FROM "work_item" w
CROSS JOIN LATERAL (
    SELECT w."url", false AS "named"
    UNION SELECT m."url", true FROM jsonb_array_elements_text(w."mirrors") AS m("url")) a;

INSERT INTO "mirror" ("workspace_id", "item_id", "other_id", "state", "why")
SELECT w."workspace_id", s."item_id", s."other_id", 'paired', 'person'
FROM "work_item" w
CROSS JOIN LATERAL (VALUES (w."id", w."mirror_of"), (w."mirror_of", w."id")) AS s("item_id", "other_id")
WHERE w."mirror_of" IS NOT NULL
ON CONFLICT DO NOTHING;

INSERT INTO "mirror_dirty" ("workspace_id", "item_id", "looks")
SELECT "workspace_id", "item_id", bool_or("looks") FROM (
    SELECT "workspace_id", "item_id", false AS "looks" FROM "mirror"
    UNION ALL SELECT "workspace_id", "item_id", true FROM "item_address" WHERE "named") AS due
GROUP BY "workspace_id", "item_id";
