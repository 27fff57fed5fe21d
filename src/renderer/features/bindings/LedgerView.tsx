import { Button } from '@mantine/core'
import { IconLink, IconListSearch } from '@tabler/icons-react'
import { Link } from 'wouter'
import { isBindingId } from '../../../domain/values.ts'
import { useTexts } from '../../i18n/index.ts'
import { ROUTES } from '../../ui/routes.ts'
import { Split } from '../../ui/Split.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { BindingDetail } from './BindingDetail.tsx'
import { isFiltering } from './filter.ts'
import { LedgerList } from './LedgerList.tsx'
import classes from './LedgerView.module.css'
import { MaskingFrame } from './MaskingFrame.tsx'
import { NewBinding } from './NewBinding.tsx'
import { useBindings } from './store.ts'

/** Every binding that was made or met, newest first, beside the one that is read or made. */
export function LedgerView(props: { item: string | undefined }) {
  const { item } = props
  const { t } = useTexts()
  const making = item === 'new'
  const bindingId = item !== undefined && !making && isBindingId(item) ? item : undefined
  return (
    <MaskingFrame here="masking" title={t('bindings.title.page')}>
      <Split
        name="masking"
        label={t('common.resize')}
        initial={430}
        min={350}
        max={720}
        list={<LedgerList chosen={bindingId} making={making} />}
        detail={
          <div className={classes.detail} key={item}>
            {making ? (
              <NewBinding />
            ) : bindingId !== undefined ? (
              <BindingDetail bindingId={bindingId} />
            ) : (
              <NothingChosen />
            )}
          </div>
        }
      />
    </MaskingFrame>
  )
}

function NothingChosen() {
  const { t } = useTexts()
  const bare = useBindings(
    ({ list, fields }) => list.phase === 'ready' && list.items.length === 0 && !isFiltering(fields),
  )
  return bare ? (
    <EmptyState
      icon={<IconLink size={28} stroke={1.5} />}
      title={t('bindings.empty.title')}
      text={t('bindings.empty.text')}
      action={
        <Button component={Link} href={ROUTES.newBinding}>
          {t('bindings.new.open')}
        </Button>
      }
    />
  ) : (
    <EmptyState
      icon={<IconListSearch size={28} stroke={1.5} />}
      title={t('bindings.pick.title')}
      text={t('bindings.pick.text')}
    />
  )
}
