/** JSON with comments and trailing commas, as tsconfig.json has it. */

const STRING_OR_COMMENT = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//g;
const STRING_OR_TRAILING_COMMA = /"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g;

function withoutMatches(text: string, pattern: RegExp): string {
  return text.replace(pattern, (match) => (match.startsWith('"') ? match : ' '));
}

/** Undefined when the text is no such JSON. */
export function parseJsonc(text: string): unknown {
  try {
    return JSON.parse(withoutMatches(withoutMatches(text, STRING_OR_COMMENT), STRING_OR_TRAILING_COMMA));
  } catch {
    return undefined;
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
