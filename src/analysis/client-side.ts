import type { Manifest } from '../project/manifests.ts';

/** Nothing in it can be matched in two ways: a text of many comments that is no such file is told in one go. */
const USE_CLIENT = /^(?:\s|\/\/[^\n]*\n|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*(['"])use client\1/;

const REACT = /\bfrom\s*["']react["']|\brequire\(\s*["']react["']\s*\)/;
/**
 * A call of a hook, but for those that a component of the server may call: React's without a state
 * (https://react.dev/reference/rsc/server-components) and next-intl's (https://next-intl.dev/docs/environments/server-client-components).
 */
const HOOK = /\buse(?!(?:Id|Memo|Callback|DebugValue|Translations|Formatter|Locale|Messages|Now|TimeZone)\b)[A-Z]\w{0,60}\s*(?:<[^()]{0,300}>)?\(/;
/** What the frameworks take out of a module of components for the server: of Next, React Router and Remix, TanStack Start; and components that only a server can run. */
const ON_THE_SERVER =
  /\bexport\s+(?:async\s+)?(?:const|let|var|function)\s*\*?\s*(?:loader|action|middleware|getServerSideProps|getStaticProps|getStaticPaths|generateMetadata|generateStaticParams|GET|POST|PUT|PATCH|DELETE)\b|\bexport\s*\{[^}]*\b(?:loader|action|middleware|getServerSideProps|getStaticProps|getStaticPaths)\b|\bexport\s+default\s+async\b|["']use server["']|\bgetInitialProps\b|\bcreate(?:Server|API)\w*\(|\bloader\s*[:(]|["']react-dom\/server|["']server-only["']/;
/** Where components run beside the database: on the device, or in a terminal. */
const BESIDE_THE_DATABASE = /^(?:react-native|expo|electron|ink|@tauri-apps\/.*|@capacitor\/.*)$/;

/**
 * Whether a file runs in the browser: what it calls of the server is a request of its own, whatever that request asks the database.
 * It says so itself, or it is a module of React's components and hooks with nothing for the server beside them.
 */
export function isClientSide(path: string, text: string, manifests: () => readonly Manifest[]): boolean {
  return USE_CLIENT.test(text) || (isOfComponents(path, text) && !manifests().some(({ dependencies }) => [...dependencies].some(name => BESIDE_THE_DATABASE.test(name))));
}

function isOfComponents(path: string, text: string): boolean {
  return (/\.[jt]sx$/.test(path) || REACT.test(text)) && HOOK.test(text) && !ON_THE_SERVER.test(text);
}
