/** Surnames by which a run of two or three characters may be a person's name. */
export const SURNAMES =
  '王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢唐许冯宋韩邓彭曹曾田萧潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪辛柯庄芮翟殷樊兰倪温季芦俞章鲁葛梅盛霍牛关祝宁詹欧甘舒鲍裴左童翁凌耿涂尚柳冉柴华包纪岳靳窦桂申单卞骆柏缪臧饶'

const TITLE =
  '(?:(?:[区县市镇]委)?(?:常委|副?书记)|(?:常务)?副?[区县市镇乡省局]长|副?主任|党组成员|三?二?一?级调研员)'
const NAME = `[${SURNAMES}][\\u4e00-\\u9fff]{1,2}`
const CELL = new RegExp(`^(?:${TITLE}[：: ]*)?${NAME}(?:[、 ，](?:${TITLE} *)?${NAME})*(?: *${TITLE})?$`)

/** True for a cell of names only: `王强、李明`. */
export const isPeople = (words: string): boolean => CELL.test(words)

/** 张某某 副区长, 副区长 张某某: the title beside a name is not another person. */
const TITLES =
  '(?:(?:县|市|区|镇)?委)?(?:常委|副?书记|副?主任|(?:常务)?副?[区市县镇省局部]长|党组成员|总经理)'
const TITLED = new RegExp(
  `(?<=(?:^|[、，；])[\\u4e00-\\u9fff]{2,4}) +${TITLES}(?=$|[、，；])|(?<=^|[、，；])${TITLES} +(?=[\\u4e00-\\u9fff]{2,4}(?:$|[、，；]))`,
  'g',
)

/** 县委常委、常务副县长: two titles of one person. */
const TWO_TITLES =
  /((?:[省市区县州旗镇]委)?(?:常委|副?书记))、(?=(?:常务)?副?(?:[省市区县州旗镇]长|主任|主席)|[^、，；]{2,6}部长)/g

/** The people a cell or label lists, in order; titles without a name stand for whoever holds them. */
export function peopleIn(words: string): string[] {
  const closed = words.replace(/(?<=^|[、，；/])([\u4e00-\u9fff]) +([\u4e00-\u9fff])(?=$|[、，；/])/g, '$1$2')
  const names = closed
    .replace(TITLED, '')
    .replace(TWO_TITLES, '$1\u0000')
    .split(/[、，；/ ]+/)
  return names
    .map((name) => name.replace('\u0000', '、').trim())
    .filter((name) => name.length >= 2 && name.length <= 20 && !/^(?:无|—+)$/.test(name))
}
