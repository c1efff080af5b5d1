/** What a setting of a configuration written in code begins with, from its value to the end of the text: of `schema: folder`, the value of the constant. Empty where it is not set. */
export function settingIn(text: string, name: string): string {
  const code = text.replace(/^\s*\/\/.*$/gm, '').replace(/(?<![^\s,;:{([])\/\*[^]*?\*\//g, '');
  const [, value = ''] = new RegExp(`(?<![\\w.])["']?${name}["']?\\s*:\\s*([^]*)`).exec(code) ?? [];
  const constant = /^([A-Za-z_$][\w$]*)\s*(?=[,}\n])/.exec(value)?.[1];
  if (constant === undefined) return value;
  return new RegExp(`\\b(?:const|let|var)\\s+${constant.replaceAll('$', '\\$')}\\s*(?::[^=;]+)?=\\s*([^]*)`).exec(code)?.[1] ?? '';
}
