import { orms } from '../orms/index.ts';
import { readSettings, SettingsError, type OrmSettings } from '../settings.ts';

const checked = new WeakSet<OrmSettings>();

/**
 * The settings under `settings.orm`, read and checked once.
 *
 * @throws SettingsError where they are wrong, also where they name an ORM or a role that does not exist.
 */
export function checkedSettings(raw: Parameters<typeof readSettings>[0]): OrmSettings {
  const settings = readSettings(raw);
  if (checked.has(settings)) return settings;
  for (const [index, { orm: name, role }] of settings.clients.entries()) {
    const path = `settings.orm.clients[${index}]`;
    const orm = orms.find(each => each.name === name);
    if (!orm) throw new SettingsError(`${path}.orm`, `there is no ORM '${name}'. Known: ${orms.map(each => each.name).join(', ')}.`);
    if (!orm.roles.includes(role)) throw new SettingsError(`${path}.role`, `${name} has no '${role}'. Known: ${orm.roles.join(', ')}.`);
  }
  checked.add(settings);
  return settings;
}
