// What the build makes, for the type checker.
declare module "#worker" {
  export const worker_source: string;
}
declare module "#samples" {
  export const samples: Record<string, string>;
}
declare module "#messages" {
  /** By language, then by the message's id. */
  export const messages: Record<string, Record<string, string>>;
}
declare module "*/packed.js" {
  const packed: string;
  export default packed;
}
