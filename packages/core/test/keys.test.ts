import { expect, it } from "vitest";
import { registeredEntities } from "../src/db/entity.ts";
import { allOperations } from "./house.ts";

it("keeps the shape of every key: a change here is a migration", async () => {
  await allOperations();
  const lines = [...registeredEntities().values()].flatMap(({ entity, key, indexes, opens }) => [
    `${entity}: ${key.pk} | ${key.sk}${opens ? " (opens)" : ""}`,
    ...Object.values(indexes ?? {}).map(({ index, pk, sk }) => `${entity} ${index}: ${pk} | ${sk}`),
  ]);
  expect(lines.sort().join("\n")).toMatchInlineSnapshot(`
    "agreement: \${tenant}#agreement#\${year} | \${unit}#\${post}#\${person}#\${number} (opens)
    assignment: \${tenant}#template#\${template} | assign#\${unit}#\${from}
    board: \${tenant}#board#\${template}#\${year} | unit#\${unit}
    bucket: \${tenant}#bucket#\${owner} | a
    budget: \${tenant}#budget#\${year}#\${unit} | version#\${stage}#\${n} (opens)
    carry: \${tenant}#carry#\${template}#\${year}#\${unit} | \${period}#\${version} (opens)
    cascadeindicator: \${tenant}#cascade#\${plan}#\${year} | indicator#\${part}#\${id}
    cascadenode: \${tenant}#cascade#\${plan}#\${year} | node#\${part}#\${id}
    cascadepart: \${tenant}#cascade#\${plan}#\${year} | part#\${part} (opens)
    cascadesupport: \${tenant}#cascade#\${plan}#\${year} | support#\${to}#\${id}
    cascadetargets: \${tenant}#cascade#\${plan}#\${year} | targets#\${part}#\${number}
    chain: \${tenant}#chain#\${chain} | version#\${number} (opens)
    chaindraft: \${tenant}#chaindrafts | \${chain}
    chainname: \${tenant}#chains | \${chain}
    chainuse: \${tenant}#chain#\${chain} | use#\${number}#\${reportId}
    collectedusage: platform#usage#\${month} | \${slug}#\${day}
    correction: \${tenant}#report#\${reportId} | correction#\${number}
    delivery gsi2: \${tenant}#watch#\${watch} | \${wake}#\${person}#\${noticeId}#\${channel}
    delivery: \${tenant}#notices | delivery#\${person}#\${noticeId}#\${channel}
    drawing: \${tenant}#report#\${reportId} | a#drawing#\${section}
    evaluation: \${tenant}#evaluation#\${year} | \${unit} (opens)
    evaluationmethod: \${tenant}#cascades | evaluation#\${number}
    export: \${tenant}#jobs | export#\${person}#\${exportId}
    extension: \${tenant}#calendar#\${template}#\${year} | \${period}~\${unit}
    figurelink: \${tenant}#consistency | link#\${link} (opens)
    file: \${tenant}#report#\${reportId} | a#file#\${evidenceId}
    finding: \${tenant}#report#\${reportId} | finding#\${findingId}
    frame: \${tenant}#board#\${template}#\${year} | frame
    frozen: \${tenant}#frozen#\${hash} | a
    gonerow: \${tenant}#report#\${reportId} | a#gone#\${number}#\${rowKey}
    head: \${tenant}#report#\${reportId} | a#head (opens)
    holidays: \${tenant}#workcalendar | year#\${year}
    journal gsi2: \${tenant}#day#\${day} | \${at}#\${commandId}
    journal: \${tenant}#\${subject} | log#\${commandId}
    lane: \${tenant}#report#\${reportId} | a#lane#\${writer}
    mandate: \${tenant}#people | mandate#\${from}#\${unit}#\${kind}#\${person}
    member: identity#\${subject} | member#\${slug}
    memo: \${tenant}#report#\${reportId} | memo
    method: \${tenant}#indicator | method#\${id}#\${number} (opens)
    notice gsi1: \${tenant}#unread#\${unread} | \${noticeId}
    notice: \${tenant}#notices | notice#\${person}#\${noticeId}
    noticechoice: \${tenant}#notices | choice#\${person}
    noticemorning: \${tenant}#notices | morning#\${date}
    person: \${tenant}#people | person#\${personId}
    plan: \${tenant}#cascades | plan#\${plan}
    post gsi1: \${tenant}#person#\${person} | held#\${from}#\${unit}#\${kind}
    post: \${tenant}#post#\${unit} | \${kind}#\${from}#\${person}
    postkinds: \${tenant}#people | kinds
    postplace: \${tenant}#people | place#\${kind}#\${unit}
    publiccard: public#\${tenant}#year#\${year} | \${template}#\${period}#\${unit}
    publicface: public#\${tenant}#home | a
    publicpage: public#\${tenant}#report#\${template}.\${period}.\${unit} | v#\${version}
    publictemplate: public#\${tenant}#home | template#\${year}#\${template}
    publicunit: public#\${tenant}#home | unit#\${unit}
    publicverify: public#\${tenant}#verify#\${codeHash} | a
    pushdevice: \${tenant}#notices | device#\${person}#\${deviceId}
    registered: platform#tenants | \${slug}
    rollup: \${tenant}#rollup#\${template}#\${year} | \${period}#\${unit}
    root: \${tenant}#root#\${month} | \${partition}
    row: \${tenant}#report#\${reportId} | a#row#\${rowKey}
    scale: \${tenant}#indicator | scale#\${id}#\${number} (opens)
    snapshot: \${tenant}#report#\${reportId} | snap#\${version}
    submission: \${tenant}#report#\${reportId} | submission#\${round}
    task gsi1: \${tenant}#desk#\${desk} | \${due}#\${taskId}
    task gsi2: \${tenant}#watch#\${watch} | \${wake}#\${taskId}
    task: \${tenant}#report#\${reportId} | task#\${taskId}
    team: \${tenant}#teams | \${team}
    template: \${tenant}#template#\${template} | version#\${number} (opens)
    templatedraft: \${tenant}#templatedrafts | \${template}
    templatename: \${tenant}#templates | \${template}
    templatepart: \${tenant}#templatedraft#\${template} | part#\${part} (opens)
    templatetrial: \${tenant}#templatedraft#\${template} | trial (opens)
    tenant: \${tenant}#tenant | a
    thread: \${tenant}#report#\${reportId} | thread#\${threadId}
    unit: \${tenant}#units | unit#\${unitId}#\${from}
    usage: \${tenant}#usage#\${month} | \${day}
    window: \${tenant}#calendar#\${template}#\${year} | \${period} (opens)
    word: \${tenant}#search#\${scope} | \${word}#\${unit}#\${year}#\${code}
    workhours: \${tenant}#workcalendar | hours"
  `);
});
