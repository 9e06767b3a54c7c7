using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Time;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;

namespace Gezhi.Council.Topics;

/// <summary>Those who took part hear how it goes on: in their browsers, not at night, and on their own page. 议题反馈</summary>
public sealed class TopicNews(FieldCipher cipher, PushKeys keys, MessageTimes times, IStringLocalizer T)
{
    /// <summary>Who wished for it, commented, sat in the hall, voted or objected; each once.</summary>
    public static async Task<IReadOnlySet<Guid>> Participants(GezhiDb db, Topic topic, CancellationToken ct)
    {
        var id = topic.Id;
        var ids = await db.Set<TopicComment>()
            .Where(c => c.TopicId == id && c.ResidentId != null)
            .Select(c => c.ResidentId)
            .Union(db.Set<TopicAttendee>().Where(a => a.TopicId == id).Select(a => (Guid?)a.ResidentId))
            .Union(db.Set<TopicBallot>().Where(b => b.TopicId == id && b.ResidentId != null).Select(b => b.ResidentId))
            .Union(db.Set<TopicObjection>().Where(o => o.TopicId == id && o.ResidentId != null).Select(o => o.ResidentId))
            .ToListAsync(ct);
        return ids.Append(topic.ResidentId).OfType<Guid>().ToHashSet();
    }

    /// <summary>Adds parcels to the change that is being made; they say only that there is news.</summary>
    /// <param name="db">Of the change.</param>
    /// <param name="now">UTC.</param>
    public async Task Tell(GezhiDb db, Topic topic, DateTime now, CancellationToken ct)
    {
        var book = new PushBook(db, cipher, keys);
        if (!await book.HasResidents(ct))
            return;
        var (culture, at) = (CultureInfo.CurrentUICulture, times.Residents.After(now, times.Zone));
        try
        {
            foreach (var (residentId, target) in await book.OfOwners([.. await Participants(db, topic, ct)], ct))
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(target.Language);
                await db.Post(
                    new Post(
                        Media.Push,
                        "topic.step",
                        residentId,
                        target.DeviceId.ToString(),
                        T["您参与的议题有新进展"],
                        PushBook.Content("/my/topics", T["点开查看"]),
                        at
                    )
                    {
                        GatherKey = $"topic {target.DeviceId:N}",
                        MoreText = "",
                    },
                    cipher,
                    now,
                    ct
                );
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = culture;
        }
    }
}

/// <summary>A limit of a topic is over: terms end by themselves, steps that nobody took are late and somebody hears of it. 议题到期</summary>
internal sealed class TopicTimer(CouncilDesk desk, TopicNews news, IConfiguration settings) : ITimerHandler
{
    public const string Name = "council.topic";

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var topic = await db.Set<Topic>().FirstOrDefaultAsync(t => t.Id == timer.SubjectId, ct);
        if (topic?.DueAt is not { } due || due > now)
            return; // another limit has its own timer
        switch (topic.State)
        {
            case TopicState.Voting:
                desk.Note(topic, TopicAction.CloseVote, "", TopicTexts.ByItself, desk.Calendar.CivilDueAt(now, TopicBook.StepDays));
                await KeepTopic.CountVote(desk, topic, ct);
                await news.Tell(db, topic, now, ct);
                break;
            case TopicState.Publicity when !await db.Set<TopicObjection>().AnyAsync(o => o.TopicId == topic.Id && o.Answer == null, ct):
                var isAdopted = topic.IsAdopted == true;
                desk.Note(
                    topic,
                    isAdopted ? TopicAction.EndPublicity : TopicAction.EndUnadopted,
                    "",
                    TopicTexts.ByItself,
                    isAdopted ? desk.Calendar.CivilDueAt(now, TopicBook.StepDays) : KeepTopic.EvaluateUntil(desk)
                );
                await news.Tell(db, topic, now, ct);
                break;
            case TopicState.Evaluating:
                desk.Note(topic, TopicAction.Archive, "", TopicTexts.ByItself, null);
                var stars = await db.Set<TopicRating>().Where(r => r.TopicId == topic.Id).Select(r => r.Stars).ToListAsync(ct);
                topic.Sum(stars.Sum(), stars.Count);
                TopicForget.Later(db, topic, settings, now);
                await news.Tell(db, topic, now, ct);
                break;
            default:
                topic.Miss(now);
                if (topic.KeeperId is { } keeper)
                    db.TellCouncil([keeper], CouncilNewsKind.TopicLate, topic.Id, topic.Title, topic.AreaCode, "已到期，还没有下一步", now);
                break;
        }
    }
}

/// <summary>The time is over for which it is kept who spoke. 议题参与人到期删除</summary>
internal sealed class TopicForget : ITimerHandler
{
    public const string Name = "council.topic-forget";

    /// <summary>Days after the end for which it is kept who spoke; <c>Council:TopicKeepDays</c>.</summary>
    public const int KeepDays = 1095;

    public static void Later(GezhiDb db, Topic topic, IConfiguration settings, DateTime now) =>
        db.SetTimer(Name, topic.Id, now.AddDays(Math.Max(1, settings.GetValue("Council:TopicKeepDays", KeepDays))), now);

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var id = timer.SubjectId;
        if (await db.Set<Topic>().FirstOrDefaultAsync(t => t.Id == id, ct) is not { } topic || !TopicFlow.IsOver(topic.State))
            return;
        topic.Forget();
        foreach (var comment in await db.Set<TopicComment>().Where(c => c.TopicId == id).ToListAsync(ct))
            comment.Forget();
        db.RemoveRange(await db.Set<TopicAttendee>().Where(a => a.TopicId == id).ToListAsync(ct));
        db.RemoveRange(await db.Set<TopicBallot>().Where(b => b.TopicId == id).ToListAsync(ct)); // the door alone would say whose it was
        foreach (var objection in await db.Set<TopicObjection>().Where(o => o.TopicId == id).ToListAsync(ct))
            objection.ResidentId = null;
        db.RemoveRange(await db.Set<TopicRating>().Where(r => r.TopicId == id).ToListAsync(ct));
    }
}

/// <summary>The case of a big topic is closed: its result comes back to the topic and to those who took part. 案件办结反馈议题</summary>
internal sealed class FollowTopicCases(TopicNews news, WorkCalendar calendar) : IEventHandler
{
    public string Name => "council.topics";

    public bool Wants(EventRow happened) =>
        CaseMoved.Of(happened) is { Action: CaseAction.Close or CaseAction.Decline or CaseAction.Transfer or CaseAction.Void };

    public async Task<IReadOnlyCollection<EventRow>> Sift(IReadOnlyCollection<EventRow> batch, GezhiDb db, CancellationToken ct)
    {
        var ids = batch.Select(e => e.SubjectId).ToList();
        var ours = await db.Set<Topic>()
            .Where(t => t.CaseId != null && ids.Contains(t.CaseId.Value) && t.State == TopicState.Doing)
            .Select(t => t.CaseId!.Value)
            .ToListAsync(ct);
        return [.. batch.Where(e => ours.Contains(e.SubjectId))];
    }

    public async Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var moved = CaseMoved.Of(happened)!;
        foreach (
            var topic in await db.Set<Topic>().Where(t => t.CaseId == happened.SubjectId && t.State == TopicState.Doing).ToListAsync(ct)
        )
        {
            var result = moved.Action switch
            {
                CaseAction.Close => TopicTexts.CaseClosed,
                CaseAction.Transfer => TopicTexts.CaseTransferred,
                _ => TopicTexts.CaseNotTaken,
            };
            topic.End(result);
            var until = calendar.LocalMidnightUtc(calendar.LocalDay(now).AddDays(Topic.EvaluationDays + 1));
            db.Append(topic.Move(TopicAction.Finish, result, topic.Lead ?? "", now, until));
            db.SetTimer(TopicTimer.Name, topic.Id, until, now);
            await news.Tell(db, topic, now, ct);
        }
    }
}
