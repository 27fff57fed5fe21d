import { IconUsersGroup } from '@tabler/icons-react'
import { useTexts } from '../../i18n/index.ts'
import { Split } from '../../ui/Split.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { NotifyTabs } from '../notify/index.ts'
import { CampaignDetail } from './CampaignDetail.tsx'
import { CampaignList } from './CampaignList.tsx'
import classes from './CampaignsView.module.css'
import { useCampaigns } from './store.ts'

/** Many calls by one list: the campaigns at the left, the one that is looked at beside them. */
export function CampaignsView(props: { campaignId: string | undefined }) {
  const { t } = useTexts()
  const list = useCampaigns((state) => state.list)
  const campaign = list.find(({ id }) => id === props.campaignId)
  return (
    <div className={classes.view}>
      <NotifyTabs here="campaigns" />
      <div className={classes.body}>
        <Split
          name="campaigns"
          label={t('campaigns.split')}
          initial={320}
          min={260}
          max={520}
          list={<CampaignList chosen={campaign?.id} />}
          detail={
            campaign === undefined ? (
              <EmptyState
                icon={<IconUsersGroup size={28} stroke={1.5} />}
                title={t('campaigns.chooseTitle')}
                text={t('campaigns.chooseText')}
              />
            ) : (
              <CampaignDetail key={campaign.id} campaign={campaign} />
            )
          }
        />
      </div>
    </div>
  )
}
