/** Chinese words of the trade that segmenters take apart, as they know the language but no hotels. */
export const tradeWords: ReadonlySet<string> = new Set(
	[
		// where it is, and getting there
		'江景 湖景 园景 街景 地铁站 公交 公交站 打车 出租车 停车场 停车位 高铁站 火车站 网约车 班车',
		// the room
		'床品 荞麦枕 羽绒枕 记忆枕 大床房 双床房 标间 套房 行政房 落地窗 打不开',
		// the bath
		'卫生间 洗手间 花洒 水压 洗漱用品 下水道 吹风机 浴袍 智能马桶',
		// air, noise and nets
		'新风 嘈杂 隔音 无线网 网速 宽带',
		// coming and going
		'入住 退房 续住 前台 押金 发票 行李员',
		// food
		'自助餐 菜品 品种 送餐 下午茶',
		// care
		'异味 霉味 污渍 保洁 清洁员 一次性',
		// people
		'服务员 工作人员 贴心 暖心 大堂经理 客房部 礼宾部',
		// what it costs
		'性价比 房价 物有所值 物超所值 会员价',
		// what else there is
		'健身房 游泳池 泳池 行政酒廊 会议室 洗衣房 机器人'
	]
		.join(' ')
		.split(' ')
);
