// report.d.ts - the one report as TypeScript sees it. core/include/stoprule/report.h says what each
// part means, report.schema.json what is valid; this file only follows them.

export type Level = "none" | "proceed" | "evaluate" | "stop";
export type RouteId =
  | "none"
  | "unknown"
  | "official_platform"
  | "app_access"
  | "trial_credit"
  | "provider_route"
  | "user_pays"
  | "open_weight"
  | "copied_key";
export type Question = "owner" | "payer" | "limits" | "terms" | "support";
export type AnswerState = "missing" | "claimed" | "shown" | "contradicted";
export type Severity = "note" | "warning" | "error";
export type Exposure = "never" | "public" | "conditional";
export type Validity =
  "pattern" | "context" | "structure" | "checksum" | "checksum_failed" | "exact";
export type ClaimStatus = "asserted" | "negated" | "attributed" | "unrelated";
export type KeySource = "none" | "literal" | "env" | "placeholder";
export type Role = "output" | "origin";

/** Bytes are 0-based, lines and UTF-16 columns 1-based; ends are exclusive. */
export interface Location {
  document: number;
  begin: number;
  end: number;
  line: number;
  column: number;
  end_line: number;
  end_column: number;
}

/** Words of a document (`location`) or a row of the registry (`vendor`). */
export interface Evidence {
  excerpt: string;
  location?: Location;
  vendor?: string;
  url?: string;
  as_of?: string;
}

export interface Message {
  id: string;
  text: string;
}

export interface Answer {
  state: AnswerState;
  source: "text" | "registry";
  evidence: Evidence[];
}
export type Answers = Record<Question, Answer>;

export interface Reason {
  message: Message;
  evidence: Evidence[];
}

export interface Verdict {
  level: Level;
  blocked_by: Question[];
  summary: Message;
  because: Reason[];
  next: Message;
}

export interface Route {
  id: RouteId;
  provider: string;
  name: string;
  level: Level;
  blocked_by: Question[];
  answers: Answers;
  evidence: Evidence[];
}

export interface Claim {
  type: string;
  status: ClaimStatus;
  language: string;
  needs: { question: Question; state: AnswerState }[];
  excerpt: string;
  location: Location;
}

export interface Endpoint {
  host: string;
  port: number;
  path: string;
  protocol: string;
  model: string;
  provider: string;
  route: RouteId;
  key_source: KeySource;
  key_name: string;
  in_front_end: boolean;
  host_implied: boolean;
  /** The vendor whose host this only looks like. */
  not_vendor?: string;
  conflicts: Message[];
  location: Location;
}

export interface Origin {
  how: "value" | "mapped" | "use";
  location: Location;
  excerpt: string;
  through: string;
}

export interface Finding {
  rule_id: string;
  service: string;
  severity: Severity;
  exposure: Exposure;
  validity: Validity;
  hidden_by: string;
  excerpt: string;
  context: string;
  fingerprint: string;
  message: Message;
  sent_to: string;
  /** Decoded from the key itself, offline: "account_id", "role", "expires". */
  facts: Record<string, string>;
  location: Location;
  original: Origin[];
}

export interface Suppressed {
  finding: Finding;
  by: string;
  reason: string;
}

export interface Diagnosis {
  id: string;
  owner: string;
  vendor: string;
  text: Message;
  fix: Message;
  location: Location;
}

export interface Step {
  message: Message;
  url?: string;
  command?: string;
}

export interface Incomplete {
  message: Message;
  document: number;
  read: number;
  left: number;
}

export interface Report {
  schema: string;
  tool: { name: string; version: string };
  catalog: { digest: string; as_of: string };
  language: string;
  documents: { uri: string; role: Role; bytes: number }[];
  verdict: Verdict;
  route: RouteId;
  routes: Route[];
  answers: Answers;
  claims: Claim[];
  endpoints: Endpoint[];
  findings: Finding[];
  diagnoses: Diagnosis[];
  checks: Step[];
  remediation: Step[];
  suppressed: Suppressed[];
  incomplete: Incomplete[];
}
