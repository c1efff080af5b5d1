import { withoutBom } from './files.ts';

/** A value read from JSON. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** An object read from JSON. */
export type JsonObject = { [key: string]: Json };

/** The value of a JSON text with comments and trailing commas, or `undefined` when it is broken. */
export function parseJson(text: string): Json | undefined {
  const plain = withoutBom(text);
  try {
    return JSON.parse(plain) as Json;
  } catch {
    try {
      return JSON.parse(withoutExtras(plain)) as Json;
    } catch {
      return undefined;
    }
  }
}

/** The value as an object; an empty one for everything else. */
export function objectOf(value: Json | undefined): JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}

/** The value as a list of strings; other elements are left out. */
export function stringsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
}

/** The value when it is a string. */
export function stringOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function withoutExtras(text: string): string {
  const withoutComments = text.replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string?: string) => string ?? ' ');
  return withoutComments.replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_, string?: string) => string ?? '');
}
