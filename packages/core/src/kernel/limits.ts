/** Every bound of the product, with its unit in its name. */
export const LIMITS = {
  bodyBytes: 512 * 1024,
  /** Answers up to this size are sent as they are: packing them would not make them fewer packets. */
  plainBodyBytes: 1_400,
  cellsPerSave: 200,
  rowsPerSave: 60,
  rowsPerReport: 2_000,
  /** Rows that an author may add to one section, at most. */
  freeRows: 300,
  /** Published reports that one section is drawn from, and how many of them are read at once. */
  reportsDrawnFrom: 1_300,
  reportsReadAtOnce: 12,
  drawnChangesListed: 200,
  evidenceRequirements: 40,
  /** Links between figures that a regency declares, and the places that one of them names. */
  figureLinks: 60,
  figureLinkSides: 6,
  textCharacters: 500,
  narrativeCharacters: 4_000,
  /** Letters of a text with headings, tables and figures, unless its field says less; and the same as it is stored. */
  richCharacters: 12_000,
  richStoredCharacters: 60_000,
  richBlocks: 600,
  richTableRows: 100,
  richTableColumns: 12,
  linkCharacters: 500,
  pictureTextCharacters: 200,
  /** A picture in a text is printed: so large may its file be, and so many may a report have. */
  pictureBytes: 4 * 1024 * 1024,
  picturesPerReport: 12,
  /** All cells of one row together: an item of the table holds 400 KB. */
  rowBytes: 250 * 1024,
  /** So much of a long text the journal keeps of before and after; the whole of what was sent lies in the archive. */
  journalTextCharacters: 2_000,
  reasonCharactersLeast: 10,
  reasonCharactersMost: 1_000,
  lanesPerReport: 60,
  evidencePerReport: 60,
  evidenceBytes: 20 * 1024 * 1024,
  evidenceNameCharacters: 180,
  uploadSeconds: 900,
  downloadSeconds: 60,
  /** How long a file that was made for somebody stays, and the record of its request. */
  exportDays: 7,
  /** So often a file is tried before its request says that it failed; the reader of the stream delivers once more. */
  exportAttempts: 3,
  /** The reader of the stream passes over what is older: what was not made by then is not made any more. */
  exportWaitHours: 6,
  exportsListed: 50,
  /** Life of a session of one tenant: the most that AWS gives to a role assumed by a role. */
  sessionSeconds: 3_600,
  /** Longer than the life of any address that is signed with a session. */
  sessionRenewSeconds: 1_200,
  sessionsKept: 600,
  /** The least time that an unknown code of a document takes, whatever was found on the way. */
  unknownCodeMilliseconds: 800,
  /** Longer than an address with its code; what is longer is no code. */
  codeCharacters: 200,
  /** How long a signer may take to be reached and to answer, and how long BSrE's service, which asks others in turn. */
  signerConnectMilliseconds: 2_000,
  signerAnswerMilliseconds: 5_000,
  bsreAnswerMilliseconds: 20_000,
  bsreAnswerBytes: 5 * 1024 * 1024,
  /** A signed report that may come out and is not out after so long is told to whoever runs the service. */
  publicationLateMinutes: 30,
  /** Where a tenant asks for it: so old may the last sign-in with a second factor be when somebody signs. */
  freshFactorSeconds: 300,
  signInAnswerMilliseconds: 5_000,
  pageItems: 50,
  /** Versions of one method or scale, and all versions of all of them that a tenant keeps: they are read together. */
  indicatorVersions: 99,
  indicatorVersionsPerTenant: 400,
  indicatorLabelCharacters: 80,
  indicatorSourceCharacters: 400,
  classesPerScale: 20,
  /** Tasks, deliveries and people that one run of a job looks at per page, and pages per run: the next run goes on. */
  mindedTasksPerPage: 50,
  mindedPagesPerRun: 60,
  mindedTasksAtOnce: 5,
  deliveriesPerPage: 50,
  deliveryPagesPerRun: 20,
  /** Persons whose notices a task remembers, so that only newcomers are told of it. */
  toldPersonsKept: 40,
  /** How long a notice stays. */
  noticeDays: 90,
  noticesPerPage: 30,
  noticesReadAtOnce: 50,
  /** The bell counts so far and then says "more". */
  unreadCounted: 99,
  pushEndpointCharacters: 1_000,
  pushDevicesPerPerson: 10,
  pushAnswerMilliseconds: 5_000,
  mailAnswerMilliseconds: 5_000,
  /** A push service keeps a message so long for a device that is off. */
  pushKeptSeconds: 86_400,
  searchResults: 20,
  searchCharacters: 80,
  journalReplyBytes: 8 * 1024,
  transactionWrites: 100,
  transactionTries: 12,
  operationAttempts: 8,
  /** After so many pieces of work, or so many seconds after the first, a warm function writes down what a tenant used. */
  usageFlushWorks: 50,
  usageFlushSeconds: 60,
  /** Jobs come every few minutes and cost less than such a write: they wait longer. */
  usageFlushSecondsOfJobs: 900,
  /** Tenants whose usage one request may write down at its end: what others left there, besides its own. */
  usageFlushTenants: 4,
  /** Months, the present one included, that the collection looks through for days it has not seen yet. */
  usageCollectedMonths: 3,
  unitsPerTenant: 400,
  /** A transaction opens or closes a task per seat, and people must be able to follow who has voted. */
  inboxTasksPerDesk: 60,
  spansPerDay: 4,
  /** So long after the last month of a period its calendar may open, be due or lock when it is planned by a rule. */
  calendarMonthsAfterMost: 6,
  holidaysPerYear: 60,
  desksWithOwnHours: 30,
  seatsPerTeam: 15,
  stepsPerChain: 12,
  conditionCharacters: 500,
  /** Cells and rows that one return or one finding may point at. */
  flagsPerReturn: 200,
  threadsPerReport: 300,
  messagesPerThread: 50,
  messageCharacters: 1_000,
  findingsPerReport: 100,
  memoCharacters: 8_000,
  bulkDecisions: 25,
  postsPerPerson: 20,
  /** Units whose posts one page of the board of posts shows. */
  boardUnits: 20,
  /** How long what ended, and what is to come, stays on the board of posts. */
  boardDays: 90,
  mandatesListed: 50,
  /** Employees that one search looks at before it gives what it found so far. */
  peopleRead: 800,
  peopleListed: 50,
  /** Running reports of a chain version that are counted and listed, and how many a refusal names. */
  chainUsesListed: 200,
  chainUsesNamed: 5,
  factsPerSimulation: 60,
  sectionsPerTemplate: 60,
  rowsPerTemplate: 2_000,
  /** Everything with an id of its own in a template: fields, columns, formulas, indicators, figures. */
  fieldsPerTemplate: 5_000,
  /** A definition, packed: a published one is a single item of the table, which holds 400 KB. */
  templatePackedBytes: 300 * 1024,
  /** One save of a draft may carry the largest section. */
  templateBodyBytes: 4 * 1024 * 1024,
  templateDepth: 12,
  /** On paper: lines of a title, blocks for signatures, columns that a layout names. */
  printTitleLines: 4,
  printSigners: 6,
  printColumns: 200,
  templateChangesListed: 500,
  templateProblemsListed: 50,
  testersPerTrial: 20,
  templateUsesNamed: 5,
  /** Reports that one request moves to another template version. */
  bulkTemplateMoves: 25,
  /** Units whose desks one search for empty chairs looks at, and how many of them at a time. */
  unitsPerGapSearch: 150,
  unitsAtOnce: 20,
  /** Of one part of a tree in one year: the nodes, and as many indicators again. */
  cascadeNodesPerPart: 400,
  cascadeParents: 6,
  /** Stages of a budget in one year, with their corrections. */
  targetVersionsPerYear: 40,
  cascadeSupportsPerYear: 400,
  /** Nodes and indicators that a Perjanjian Kinerja binds. */
  agreementIndicators: 60,
  agreementsListed: 200,
  recommendationsPerEvaluation: 60,
  criteriaPerSubComponent: 20,
  /**
   * Requests, unless the tenant sets its own; decision 0021 reckons them. Somebody who types without pause makes about
   * 80 saves a minute, and a page asks at most 10 questions when it opens, each of which may wake another function.
   */
  requestsPerPersonBurst: 300,
  requestsPerPersonPerMinute: 240,
  /** Five times the last evening of a month as it was modelled: 20 saves a second. */
  requestsPerTenantBurst: 6_000,
  requestsPerTenantPerMinute: 6_000,
  /**
   * Taken from a bucket with one write: less by a function that never met the owner, since one page may wake ten of them;
   * then at most and at least: 1/15 + 1/30 = one write per ten requests.
   */
  requestsPerPersonFirstDraw: 10,
  requestsPerPersonDraw: 20,
  requestsPerPersonDrawLeast: 15,
  requestsPerTenantFirstDraw: 30,
  requestsPerTenantDraw: 50,
  requestsPerTenantDrawLeast: 30,
  /** After this long a warm function lets go of the part of a draw beyond the least one. */
  drawSeconds: 60,
  drawOwnersKept: 5_000,
  drawTries: 8,
  /** How long requests pass uncounted after the table did not answer a draw. */
  uncountedSeconds: 5,
  /** How long a bucket stays in the table after it is full again. */
  bucketKeptSeconds: 3_600,
} as const;
