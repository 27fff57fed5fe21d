import { useTexts } from '../../i18n/index.ts'
import { Split } from '../../ui/Split.tsx'
import { MaskingFrame } from './MaskingFrame.tsx'
import { NumberBoard } from './NumberBoard.tsx'
import classes from './NumbersView.module.css'
import { PolicyForm } from './PolicyForm.tsx'
import { Reconcile } from './Reconcile.tsx'

/** Every private number with what is on it, beside how the ledger stands to the platform. */
export function NumbersView() {
  const { t } = useTexts()
  return (
    <MaskingFrame here="privateNumbers" title={t('privateNumbers.title')}>
      <Split
        name="private-numbers"
        label={t('common.resize')}
        initial={640}
        min={480}
        max={1100}
        list={<NumberBoard />}
        detail={
          <div className={classes.detail}>
            <Reconcile />
            <PolicyForm />
          </div>
        }
      />
    </MaskingFrame>
  )
}
