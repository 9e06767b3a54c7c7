using Gezhi.Community.Activities;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;

namespace Gezhi.Community.Contract;

/// <summary>Writes a festival with three venues and some activities for the seed town. 活动示例写入</summary>
/// <remarks>For programs that run on the machine itself; no endpoint leads here. Adds to the change that is being made, the caller saves.</remarks>
public sealed class ActivityFill(GezhiDb db, WorkCalendar calendar)
{
    private DateTime now;
    private string area = "";

    /// <param name="areaCode">Community, 12 digits.</param>
    /// <param name="residents">Accounts that sign up; may be none.</param>
    /// <param name="byTitle">Post that plans it.</param>
    /// <param name="at">UTC, now.</param>
    public void Fill(string areaCode, IReadOnlyList<Guid> residents, string byTitle, DateTime at)
    {
        (now, area) = (at, areaCode);
        var festival = new ActivitySeries
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            AreaCode = area,
            Title = "春天邻居节",
            Words = "三个会场一天办完：集市买卖，便民服务，晚上一起看戏。",
            CreatedAt = now,
        };
        db.Add(festival);
        var fair = New(
            ActivityKind.Fair,
            "邻居节·跳蚤集市",
            "社区广场",
            9,
            9,
            12,
            null,
            festival.Id,
            "自家闲置物品以物换物，收入捐给社区助学。"
        );
        Lines(
            fair,
            byTitle,
            (PlanKind.Stall, "儿童跳蚤市场", "社区少年之家"),
            (PlanKind.Stall, "旧衣旧书回收", "街道环卫所"),
            (PlanKind.Stall, "家常小吃", ""),
            (PlanKind.Slot, "开集", "社区党委"),
            (PlanKind.Job, "引导和秩序", "楼栋长小组"),
            (PlanKind.Gear, "遮阳帐篷", "社区仓库"),
            (PlanKind.Cost, "横幅和标签", ""),
            (PlanKind.Safety, "消防通道畅通", ""),
            (PlanKind.Safety, "临时用电合格", "")
        );
        var service = New(
            ActivityKind.Service,
            "邻居节·便民服务",
            "文化活动室",
            9,
            9,
            11,
            3,
            festival.Id,
            "量血压、理发、磨刀、法律咨询，先报名先服务。"
        );
        Lines(
            service,
            byTitle,
            (PlanKind.Stall, "义诊", "社区卫生服务中心"),
            (PlanKind.Stall, "理发", "志愿理发队"),
            (PlanKind.Stall, "法律咨询", "街道司法所"),
            (PlanKind.Job, "叫号", ""),
            (PlanKind.Safety, "急救箱在位", "")
        );
        for (var i = 0; i < residents.Count; i++)
        {
            var place = new SignUp
            {
                DistrictId = db.DistrictId,
                ActivityId = service.Id,
                ResidentId = residents[i],
            };
            place.Stand(i + 1, i < 3, now);
            db.Add(place);
            service.Count();
        }
        var evening = New(ActivityKind.Leisure, "邻居节·广场晚会", "社区广场", 9, 19, 21, null, festival.Id, "邻居们自己的节目。");
        Lines(
            evening,
            byTitle,
            (PlanKind.Slot, "戏曲联唱", "社区戏迷社"),
            (PlanKind.Slot, "少儿合唱", "社区少年之家"),
            (PlanKind.Safety, "舞台牢固", "")
        );
        var course = New(ActivityKind.Course, "手机怎么防诈骗", "社区教室", 4, 15, 16, 20, null, "民警讲真实案例，现场帮您设置手机。");
        Lines(course, byTitle, (PlanKind.Safety, "座椅和通道检查", ""));
        var talk = New(
            ActivityKind.Talk,
            "电梯老了怎么办：在线答疑",
            "网上",
            6,
            19,
            20,
            null,
            null,
            "问加装、大修、更换的费用和程序，专家集中答复。"
        );
        foreach (var one in (Activity[])[fair, service, evening, course])
            one.Announce(true, now);
        talk.Announce(false, now);
        Past(byTitle);
    }

    /// <summary>One that was held and reported.</summary>
    private void Past(string byTitle)
    {
        var past = New(ActivityKind.Service, "冬日送温暖便民日", "文化活动室", -20, 9, 11, null, null, "磨刀、修伞、理发。");
        Lines(past, byTitle, (PlanKind.Stall, "理发", "志愿理发队"), (PlanKind.Cost, "耗材", ""), (PlanKind.Safety, "消防通道畅通", ""));
        past.Announce(true, past.BeginsAt.AddDays(-7));
        past.Report("理发 42 人次，修伞 18 把，磨刀 26 把。", 83, true, past.EndsAt.AddHours(2));
    }

    private Activity New(
        ActivityKind kind,
        string title,
        string place,
        int days,
        int from,
        int to,
        int? seats,
        Guid? seriesId,
        string words
    )
    {
        var activity = new Activity
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            No =
                calendar.LocalDay(now).ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture)
                + "-"
                + ReceiptNo.New().Value[..4],
            AreaCode = area,
            SeriesId = seriesId,
            CreatedAt = now,
        };
        var day = calendar.LocalMidnightUtc(calendar.LocalDay(now).AddDays(days));
        activity.Say(kind, title, words, place, day.AddHours(from), day.AddHours(to), null);
        activity.Admit(seats, seats is not null);
        db.Add(activity);
        return activity;
    }

    private void Lines(Activity activity, string byTitle, params (PlanKind Kind, string Words, string Who)[] lines)
    {
        foreach (var kind in lines.GroupBy(l => l.Kind))
        foreach (var (line, i) in kind.Select((l, i) => (l, i)))
        {
            var row = new PlanLine
            {
                DistrictId = db.DistrictId,
                ActivityId = activity.Id,
                Id = Ids.New(now),
                Kind = line.Kind,
                No = i + 1,
                Words = line.Words,
                Who = line.Who,
            };
            var isPast = activity.EndsAt <= now;
            if (line.Kind is PlanKind.Slot or PlanKind.Job)
                (row.BeginsAt, row.EndsAt) = (activity.BeginsAt.AddMinutes(30 * i), activity.EndsAt);
            if (line.Kind is PlanKind.Job or PlanKind.Gear)
                row.Count = 4;
            if (line.Kind == PlanKind.Cost)
                (row.PlannedFen, row.SpentFen) = (30_000, isPast ? 28_650 : null);
            if (isPast && line.Kind == PlanKind.Safety)
                (row.DoneAt, row.DoneByTitle) = (activity.BeginsAt.AddHours(-1), byTitle);
            db.Add(row);
        }
    }
}
