import { useTranslation } from 'react-i18next';
import type { PlantTextIssue } from '../../../../src/contract/plant-file.js';
import { Card } from '../../parts/card.js';
import { useFaultText } from '../../parts/use-fault-text.js';

interface Props {
  file: string;
  issues: readonly PlantTextIssue[];
  checking: boolean;
  error: Error | null;
  onGoTo: (place: PlantTextIssue) => void;
}

/** Everything that is wrong with the text, each leading to its place. */
export function Issues({ file, issues, checking, error, onGoTo }: Props) {
  const { t } = useTranslation();
  const why = useFaultText()(error);
  return (
    <Card title={t('files.issues', { n: issues.length })} className="issues">
      <p role="status" className="minor">
        {checking ? t('files.checking') : error ? '' : issues.length === 0 ? t('files.noIssues') : ''}
      </p>
      {error && !checking && <p className="problem">{t('files.notChecked', { why })}</p>}
      <ul lang="en">
        {issues.map((issue) => (
          <li key={`${issue.file} ${issue.line} ${issue.column} ${issue.message}`}>
            {issue.file === file ? (
              <button type="button" className="issue" onClick={() => onGoTo(issue)}>
                <b>{t('files.issueAt', { ...issue })}</b> {issue.message}
              </button>
            ) : (
              <p className="issue">
                <b>{t('files.issueIn', { ...issue })}</b> {issue.message}
              </p>
            )}
            {issue.pointer !== '' && <code className="minor">{issue.pointer}</code>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
