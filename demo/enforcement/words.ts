/** What parties say and organs answer in ordinary cases. Short lists: both do repeat themselves. */
export const PLEAS_ON_SPOT = [
  '是第一次，马上改',
  '不知道有这个规定，现在就改',
  '生意小，请按最轻的处理',
  '今天人手不够，没有顾上',
  '没有意见',
  '旁边的也是这样，怎么只罚我',
  '以前检查时没有说过这一条',
]
export const ANSWERS_ON_SPOT = [
  '已告知改正要求，按较轻档次处罚',
  '已当场讲明规定，事实清楚，意见不予采纳',
  '及时改正，已按最轻档次处罚',
  '已说明对相邻经营户同样检查，意见不予采纳',
]
export const PLEAS = [
  '生意困难，请求从轻',
  '已经改正，请求减轻',
  '对事实没有异议，请求分清主次责任',
  '员工个人所为，公司事后才知道',
  '没有造成后果，请求从轻',
]
export const CONSIDERED = [
  '经复核，事实和证据成立，已按一般情节处理',
  '经复核，提出的理由不属于法定从轻情形，不予采纳',
  '已核实改正情况，裁量时已经考虑',
]
export const DECLINED = [
  '经核查没有违法事实',
  '现场复查，情况与反映的不符',
  '属于邻里纠纷，已告知其他途径',
  '违法行为发生在辖区外，已告知向有权机关反映',
]
export const CORRECTIONS = ['立即改正', '三日内改正', '停止违法行为，当场改正', '当日清理完毕']
export const SOURCES = ['check', 'check', 'complaint', 'transfer', 'other'] as const
export const EVIDENCE = ['的现场照片和单据', '的现场照片', '的视频记录', '的经营台账复印件', '的检测记录']
