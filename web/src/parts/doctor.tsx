import { useTranslation } from 'react-i18next';
import { doctorCommand } from '../format/doctor-command.js';

/** What to type where the service runs, when something does not come. */
export function Doctor() {
  const { t } = useTranslation();
  return (
    <div className="doctor">
      <p className="minor">{t('app.doctor')}</p>
      <pre>
        <code>{doctorCommand(location.origin)}</code>
      </pre>
    </div>
  );
}
