/** Surnames by which a run of two or three characters may be a person's name. */
export const SURNAMES =
  '王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢唐许冯宋韩邓彭曹曾田萧潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪辛柯庄芮翟殷樊兰倪温季芦俞章鲁葛梅盛霍牛关祝宁詹欧甘舒鲍裴左童翁凌耿涂尚柳冉柴华包纪岳靳窦桂申单卞骆柏缪臧饶'

const CELL = new RegExp(
  `^[${SURNAMES}][\\u4e00-\\u9fff]{1,2}(?:[、 ，][${SURNAMES}][\\u4e00-\\u9fff]{1,2})*$`,
)

/** True for a cell of names only: `王强、李明`. */
export const isPeople = (words: string): boolean => CELL.test(words)
