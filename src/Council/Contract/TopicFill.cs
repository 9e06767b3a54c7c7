using Gezhi.Council.Topics;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Gezhi.Platform.Timers;

namespace Gezhi.Council.Contract;

/// <summary>Writes topics in every state for the seed town. 议题示例写入</summary>
/// <remarks>For programs that run on the machine itself; no endpoint leads here. Adds to the change that is being made, the caller saves.</remarks>
public sealed class TopicFill(GezhiDb db, WorkCalendar calendar)
{
    /// <param name="DwellingId">Where they live.</param>
    /// <param name="Label">百年里3号楼.</param>
    public sealed record Neighbour(Guid ResidentId, Guid DwellingId, string Label);

    private DateTime now;
    private string title = "";
    private Guid keeper;

    /// <param name="areaCode">Community, 12 digits.</param>
    /// <param name="neighbours">Confirmed residents, each of another dwelling; may be few or none.</param>
    /// <param name="caller">Who leads the council there.</param>
    /// <param name="at">UTC, now.</param>
    public void Fill(string areaCode, IReadOnlyList<Neighbour> neighbours, CouncilFill.Caller caller, DateTime at)
    {
        (now, title, keeper) = (at, caller.Title, caller.AccountId);
        (string Title, string Words, TopicSize Size, TopicState End)[] plan =
        [
            ("楼道里堆的旧家具谁来清", "三单元一楼楼道堆了旧沙发，消防通道变窄。", TopicSize.Small, TopicState.Raised),
            ("单元门夜里关不上", "门锁坏了，夜里谁都能进。", TopicSize.Small, TopicState.Sorted),
            ("院里的路灯换成声控的", "整夜亮着晃眼，也费电。", TopicSize.Medium, TopicState.Checked),
            ("小广场晚上几点停音乐", "跳舞的和睡觉的都有理，商量一个时间。", TopicSize.Medium, TopicState.Noticed),
            ("院门口要不要加晾衣架", "两栋楼中间的空地日照好。", TopicSize.Medium, TopicState.Discussed),
            ("电动车充电口怎么排队", "下班后总是占满，先到先充还是排号。", TopicSize.Medium, TopicState.Voting),
            ("快递柜放在东门还是西门", "东门近，西门宽。", TopicSize.Medium, TopicState.Decided),
            ("院里的宠物粪便谁来管", "建议设便箱，轮值提醒。", TopicSize.Medium, TopicState.Publicity),
            ("门口人行道加一段护栏", "上学时车挨着人走。", TopicSize.Medium, TopicState.Agreed),
            ("二楼平台漏水找谁修", "雨天滴到一楼门口。", TopicSize.Small, TopicState.Doing),
            ("老年活动室开放时间", "希望周末上午也开。", TopicSize.Medium, TopicState.Evaluating),
            ("垃圾投放点挪个地方", "离窗户太近，夏天味道大。", TopicSize.Medium, TopicState.Archived),
            ("禁止外来人员租房", "有人提议不许把房子租给外地人。", TopicSize.Medium, TopicState.Unlawful),
            ("家里水龙头滴水请人修", "自己家里的水龙头。", TopicSize.Personal, TopicState.Advised),
        ];
        for (var i = 0; i < plan.Length; i++)
            One(areaCode, plan[i], i, neighbours);
    }

    private static readonly (TopicAction Action, string Note)[] Way =
    [
        (TopicAction.FindLawful, "不违反法律法规和居民公约"),
        (TopicAction.Notify, "社区居民议事厅"),
        (TopicAction.Hold, "住户代表 11 人、物业 1 人、社区 2 人"),
        (TopicAction.OpenVote, ""),
        (TopicAction.CloseVote, ""),
        (TopicAction.Publish, ""),
        (TopicAction.EndPublicity, ""),
        (TopicAction.Assign, "物业服务中心"),
        (TopicAction.Finish, "已按商定的办法办好"),
        (TopicAction.Archive, ""),
    ];

    private void One(
        string areaCode,
        (string Title, string Words, TopicSize Size, TopicState End) plan,
        int i,
        IReadOnlyList<Neighbour> neighbours
    )
    {
        end = plan.End;
        var from = neighbours.Count > 0 && i % 3 != 1 ? neighbours[i % neighbours.Count] : null;
        var topic = new Topic
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            No =
                calendar.LocalDay(Days(i)).ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture)
                + "-"
                + ReceiptNo.New().Value[..4],
            AreaCode = areaCode,
            Source = from is null ? TopicSource.Staff : TopicSource.Resident,
            RaisedFrom = from?.Label,
            RaisedAt = Days(i),
        };
        (topic.Title, topic.Words) = (plan.Title, plan.Words);
        topic.From(from?.ResidentId);
        db.Add(topic);
        Step(topic, TopicAction.Raise, "", from?.Label ?? title, Days(i), null);
        if (plan.End != TopicState.Raised)
            Sorted(topic, plan.Size, i);
        if (plan.End == TopicState.Unlawful)
        {
            topic.Judge("违反民法典关于所有权人依法使用、出租的规定");
            Step(topic, TopicAction.FindUnlawful, topic.Ground!, title, Days(i).AddHours(7), null);
            topic.End(topic.Ground!);
        }
        for (var step = 0; topic.State != plan.End && step < Way.Length; step++)
            if (TopicFlow.Table.Allows(topic.State, Way[step].Action) && (plan.Size != TopicSize.Small || step is 0 or > 6))
                Go(topic, Way[step].Action, Way[step].Note, step, i, neighbours);
        Wait(topic);
    }

    /// <summary>Hours after it was raised, in the order of the way: the hall is three days after its notice.</summary>
    private static readonly int[] Hours = [8, 10, 110, 112, 160, 164, 290, 300, 320, 490];

    private TopicState end;

    /// <summary>When it was raised: so long ago that its last step was yesterday.</summary>
    private DateTime Days(int i)
    {
        var last = Array.FindLastIndex(Way, w => TopicFlow.Table.Lines.Any(l => l.Action == w.Action && l.To == end));
        return now.AddDays(-1).AddHours(-(last < 0 ? 6 + i : Hours[last] + i));
    }

    private void Sorted(Topic topic, TopicSize size, int i)
    {
        var route = TopicRoutes.Shipped(db.DistrictId, topic.AreaCode[..6]).Single(r => r.Size == size);
        topic.SortAs(size, "按涉及的住户多少和要谁来办分", route, keeper);
        var isPersonal = size == TopicSize.Personal;
        if (isPersonal)
            topic.End(route.Advice);
        Step(topic, isPersonal ? TopicAction.Advise : TopicAction.Sort, topic.SizeWhy!, title, Days(i).AddHours(4), null);
    }

    private void Go(Topic topic, TopicAction action, string note, int step, int i, IReadOnlyList<Neighbour> neighbours)
    {
        var at = Days(i).AddHours(Hours[step]);
        if (action == TopicAction.FindLawful)
            topic.Judge(note);
        if (action == TopicAction.Notify)
        {
            var hallOn = calendar.LocalDay(at).AddDays(3);
            topic.Call(calendar.LocalMidnightUtc(hallOn).AddHours(19), hallOn, note, HallCode.New(), calendar.LocalDay(at), at);
        }
        if (action is TopicAction.OpenVote or TopicAction.Publish)
            note = TopicSteps.Day(calendar.LocalDay(at).AddDays(action == TopicAction.Publish ? topic.PublicityDays : 2));
        if (action == TopicAction.Hold)
            topic.Record(note, neighbours.Count, 3, "大家都说了意见：多数同意先试三个月，少数担心费用；物业答应公布支出。");
        if (action is TopicAction.Hold or TopicAction.OpenVote)
            Said(topic, action, at, neighbours);
        if (action == TopicAction.CloseVote)
            topic.Count(Tally(neighbours), TopicTexts.Passed);
        if (action == TopicAction.Assign)
            topic.Give(note, calendar.LocalDay(now).AddDays(5), null);
        if (action == TopicAction.Finish)
            topic.End(note);
        if (action == TopicAction.Archive)
            topic.Sum(14, 3);
        Step(
            topic,
            action,
            note,
            action is TopicAction.CloseVote or TopicAction.EndPublicity or TopicAction.Archive ? TopicTexts.ByItself : title,
            at,
            null
        );
    }

    private static TopicTally Tally(IReadOnlyList<Neighbour> neighbours) =>
        new(neighbours.Where((_, n) => n % 4 != 3).Count(), neighbours.Where((_, n) => n % 4 == 3).Count(), 0);

    private void Said(Topic topic, TopicAction action, DateTime at, IReadOnlyList<Neighbour> neighbours)
    {
        foreach (var (one, n) in neighbours.Select((one, n) => (one, n)))
        {
            if (action == TopicAction.Hold)
                db.Add(
                    new TopicAttendee
                    {
                        DistrictId = db.DistrictId,
                        TopicId = topic.Id,
                        ResidentId = one.ResidentId,
                        DwellingId = one.DwellingId,
                        At = at,
                    }
                );
            if (action == TopicAction.OpenVote)
                db.Add(
                    new TopicBallot
                    {
                        DistrictId = db.DistrictId,
                        TopicId = topic.Id,
                        Round = 1,
                        DwellingId = one.DwellingId,
                        ResidentId = one.ResidentId,
                        IsYes = n % 4 != 3,
                        At = at,
                    }
                );
            else if (n < 2)
            {
                var comment = new TopicComment
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    TopicId = topic.Id,
                    From = one.Label,
                    At = at,
                };
                comment.Say(one.ResidentId, n == 0 ? "同意先试一段时间，再看要不要固定下来。" : "谁家的老人最需要，先问问他们。");
                db.Add(comment);
            }
        }
    }

    private void Step(Topic topic, TopicAction action, string note, string by, DateTime at, DateTime? dueAt) =>
        db.Add(topic.Move(action, note, by, at, dueAt));

    /// <summary>Its next limit lies ahead, of one or two a little behind.</summary>
    private void Wait(Topic topic)
    {
        if (TopicFlow.IsOver(topic.State))
            return;
        var due = calendar.LocalMidnightUtc(calendar.LocalDay(now).AddDays(topic.State == TopicState.Sorted ? -1 : 3));
        topic.Owe(due);
        db.SetTimer(TopicTimer.Name, topic.Id, due, now);
    }
}
