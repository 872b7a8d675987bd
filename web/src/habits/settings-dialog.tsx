import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_NAMES, LANGUAGES } from '../format/language.js';
import { forget } from '../shell/kept.js';
import { languageOf, SCHEMES } from '../shell/preferences.js';
import { usePreferences } from '../shell/preferences-provider.js';
import { useAddress } from '../shell/use-address.js';
import { ALL_KEYS, chooseKeys, keyChoice, onKeyChoice } from './key-choice.js';
import { KeysText } from './keys-text.js';
import { Modal } from './modal.js';
import { ALL_SHORTCUTS, type Shortcut } from './shortcuts.js';

/** All that this browser keeps. The reset also forgets what was looked at. */
const KEPT = ['twin.lang', 'twin.theme', 'twin.lights', 'twin.keys', 'twin.recent', 'twin.tour'];

/** What a person wants of every page: language, colours, keys. Kept in this browser; an address that says another one is stronger. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { language, choice: scheme, trafficLights, setTrafficLights } = usePreferences();
  const { chooseLanguage, chooseScheme } = useAddress();
  const keys = useSyncExternalStore(onKeyChoice, keyChoice);
  const toggle = (id: Shortcut, on: boolean) => chooseKeys({ ...keys, without: on ? keys.without.filter((each) => each !== id) : [...keys.without, id] });
  const reset = () => {
    for (const key of KEPT) forget(key);
    chooseLanguage(languageOf(new URLSearchParams()));
    chooseScheme('auto');
    setTrafficLights(false);
    chooseKeys(ALL_KEYS);
    for (const key of KEPT) forget(key);
  };
  return (
    <Modal title={t('habits.settings')} onClose={onClose}>
      <NativeSelect
        label={t('preferences.language')}
        value={language}
        onChange={(event) => chooseLanguage(event.currentTarget.value === 'fr' ? 'fr' : 'en')}
        data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      <NativeSelect
        label={t('preferences.scheme')}
        value={scheme}
        onChange={(event) => chooseScheme(SCHEMES.find((value) => value === event.currentTarget.value) ?? 'auto')}
        data={SCHEMES.map((value) => ({ value, label: t(`preferences.${value}`) }))}
      />
      <Checkbox
        label={t('habits.trafficLights')}
        description={t('habits.trafficLightsHint')}
        checked={trafficLights}
        onChange={(event) => setTrafficLights(event.currentTarget.checked)}
      />
      <fieldset className="key-choice">
        <legend>{t('habits.keyboard')}</legend>
        <Checkbox label={t('habits.keysOn')} checked={!keys.off} onChange={(event) => chooseKeys({ ...keys, off: !event.currentTarget.checked })} />
        <div className="key-list">
          {ALL_SHORTCUTS.map((id) => (
            <Checkbox
              key={id}
              disabled={keys.off}
              checked={!keys.off && !keys.without.includes(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
              label={
                <>
                  <KeysText id={id} /> {t(`habits.keys.${id}`)}
                </>
              }
            />
          ))}
        </div>
      </fieldset>
      <p className="minor">{t('habits.settingsKept')}</p>
      <div className="actions">
        <Button variant="default" onClick={reset}>
          {t('habits.reset')}
        </Button>
      </div>
    </Modal>
  );
}
