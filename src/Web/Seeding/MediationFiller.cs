using Gezhi.Identity.Accounts;
using Gezhi.Mediation.Contract;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>The mediators of the pilot community, and invented disputes in every state. 调解示例</summary>
/// <remarks>All names, phones and stories are invented; the phones lie in a range that is given to nobody.</remarks>
internal sealed class MediationFiller(GezhiDb db, DisputeFill fill, IConfiguration configuration)
{
    private static readonly DisputeEntry[] Entries =
    [
        new(
            "neighbour",
            FilledTo.Archived,
            40,
            "康德明",
            "15400095001",
            "顾长青",
            "15400095002",
            "楼上夜里十一点以后还拖动家具，影响休息，已经说过两次。",
            "请对方晚上十点以后保持安静。",
            "老人睡眠浅，只想晚上能睡着，不要钱。",
            "双方说清了各自的作息，楼上愿意铺地毯。",
            "楼上在卧室和客厅铺地毯，晚上十点以后不拖动家具；楼下不再上门敲门。",
            "在卧室和客厅铺上地毯"
        ),
        new(
            "property",
            FilledTo.Agreed,
            20,
            "柏文静",
            "15400095003",
            "盛世园物业服务中心",
            "15400095004",
            "地下车库漏水泡了后备箱里的东西。",
            "赔偿损失，修好漏点。",
            "可以少要一点，但漏点一定要修。",
            "物业看了照片，愿意修并补偿。",
            "物业修好漏点并补偿 600 元，业主不再追究。",
            "修好车库漏点并付补偿 600 元"
        ),
        new(
            "damage",
            FilledTo.Mediating,
            12,
            "凌晓峰",
            "15400095005",
            "佟大海",
            "15400095006",
            "装修时打穿了隔墙，书柜受损。",
            "修好隔墙，赔书柜。",
            "书柜是结婚时买的，能修就不用赔新的。",
            "",
            "",
            ""
        ),
        new(
            "neighbour",
            FilledTo.Accepted,
            4,
            "尹秀兰",
            "15400095007",
            "程志强",
            "15400095008",
            "楼道里堆放电动车，出入不便。",
            "把电动车停到车棚。",
            "",
            "",
            "",
            ""
        ),
        new(
            "family",
            FilledTo.Applied,
            1,
            "薛桂芳",
            "15400095009",
            "薛建国",
            "15400095010",
            "兄妹对老人的照料怎么分担有分歧。",
            "商量轮流照料的办法。",
            "",
            "",
            "",
            ""
        ),
        new(
            "contract",
            FilledTo.Failed,
            25,
            "邱国梁",
            "15400095011",
            "汤小米",
            "15400095012",
            "退租时押金没有退。",
            "退还押金。",
            "押金条还在，要全退。",
            "双方对墙面损坏的责任各说各的，没有谈拢。",
            "双方差距太大，调解不成；已告知可以起诉。",
            ""
        ),
        new(
            "traffic",
            FilledTo.NotTaken,
            15,
            "谷雨晴",
            "15400095013",
            "纪凯",
            "15400095014",
            "路口剐蹭，对责任有争议。",
            "认定责任。",
            "",
            "",
            "交警已经受理，请等责任认定。",
            ""
        ),
    ];

    public async Task Fill(DateTime now, CancellationToken ct)
    {
        var accounts = await db.Set<Account>()
            .Where(a => a.UserName == StaffingTown.MediatorHead || a.UserName == StaffingTown.MediatorTwo)
            .ToDictionaryAsync(a => a.UserName, a => a.Id, ct);
        var (head, second) = (accounts[StaffingTown.MediatorHead], accounts[StaffingTown.MediatorTwo]);
        fill.Mediator(StaffingTown.Mediation, head, isHead: true, now);
        fill.Mediator(StaffingTown.Mediation, second, isHead: false, now);
        if (configuration.GetValue("Demo:Reports", 2000) > 0)
            foreach (var (entry, i) in Entries.OrderByDescending(e => e.DaysAgo).Select((e, i) => (e, i)))
                fill.Dispute(StaffingTown.Mediation, StaffingTown.PilotCommunity, head, i % 2 == 0 ? second : head, entry, now);
        await db.Save(ct);
        db.Forget();
    }
}
