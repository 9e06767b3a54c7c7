using System.Globalization;
using System.Text.Json;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Time;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Votes;

/// <summary>Of what owners are told. 表决通知类别</summary>
public enum OwnersNews
{
    /// <summary>公告.</summary>
    Called,

    /// <summary>快截止: to those who have not voted.</summary>
    Ending,

    /// <summary>结果公示.</summary>
    Published,
}

/// <summary>Messages to owners whose phone on the roll is one with which somebody signed in; the others are told on paper. 通知业主</summary>
/// <remarks>
/// In portions, each a timer of its own, so that a roll of 50,000 holds up nobody. Which of the phones are proved is asked of the blind index; nothing is kept
/// but that a message went, and that goes with the roll's people.
/// </remarks>
internal sealed class TellOwners(VoteDesk desk, FieldCipher cipher, WorkCalendar calendar) : ITimerHandler
{
    public const string Name = "council.vote-news";

    /// <summary>Owners of one portion.</summary>
    public const int Portion = 500;

    /// <summary>Days before the end on which those who have not voted are told.</summary>
    private const int EarlyDays = 3;

    /// <summary>Hour of the local day of that message.</summary>
    private const int Morning = 9;

    /// <param name="After">Number of the last owner of the portion before; 0: the first.</param>
    private sealed record Plan(OwnersNews What, int After);

    public string Kind => Name;

    /// <summary>With the notice: at once, and shortly before the end.</summary>
    public static void OnCall(VoteDesk desk, Vote vote, WorkCalendar calendar)
    {
        desk.Db.SetTimer(Name, vote.Id, desk.Now, desk.Now, new Plan(OwnersNews.Called, 0));
        var last = calendar.LocalMidnightUtc(calendar.LocalDay(vote.ClosesAt).AddDays(-EarlyDays)).AddHours(Morning);
        if (last > vote.OpensAt)
            desk.Db.SetTimer(Name, vote.Id, last, desk.Now, new Plan(OwnersNews.Ending, 0));
    }

    /// <summary>With the result.</summary>
    public static void OnPublish(VoteDesk desk, Vote vote) =>
        desk.Db.SetTimer(Name, vote.Id, desk.Now, desk.Now, new Plan(OwnersNews.Published, 0));

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        if (timer.Data is null || JsonSerializer.Deserialize<Plan>(timer.Data) is not { } plan)
            return;
        if (
            await db.Set<Vote>().AsNoTracking().FirstOrDefaultAsync(v => v.Id == timer.SubjectId, ct) is not { } vote
            || !IsDue(vote, plan, now)
        )
            return;
        var owners = await db.Set<VoteOwner>()
            .AsNoTracking()
            .Where(o => o.VoteId == vote.Id && o.No > plan.After && o.PhoneSealed != null && !o.IsVoterWithdrawn)
            .OrderBy(o => o.No)
            .Take(Portion)
            .Select(o => new { o.No, o.PhoneSealed })
            .ToListAsync(ct);
        List<int> numbers = [.. owners.Select(o => o.No)];
        var done =
            plan.What == OwnersNews.Ending
                ? await db.Set<VoteTurnout>()
                    .Where(t => t.VoteId == vote.Id && numbers.Contains(t.OwnerNo))
                    .Select(t => t.OwnerNo)
                    .ToListAsync(ct)
                : [];
        var phones = owners
            .Where(o => !done.Contains(o.No))
            .Select(o => (o.No, Phone: desk.Open(VoteOwner.PhoneField, o.PhoneSealed) ?? ""))
            .ToList();
        var proved = await ResidentPhones.Proved(db, cipher, phones.Select(p => p.Phone), ct);
        var told = phones.FindAll(p => proved.Contains(p.Phone));
        var text = Words(vote, plan.What);
        foreach (var (_, phone) in told.DistinctBy(p => p.Phone))
            await db.Post(new Post(Media.Sms, "vote.news", vote.Id, phone, "格治", text, now), cipher, now, ct);
        List<int> reached = [.. told.Select(p => p.No)];
        await db.Set<VoteOwner>() // beside the version: a ballot at this moment is not in the way
            .Where(o => o.VoteId == vote.Id && reached.Contains(o.No) && o.ToldAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.ToldAt, now), ct);
        if (owners.Count == Portion)
            db.SetTimer(Name, vote.Id, now, now, plan with { After = numbers[^1] });
    }

    private static bool IsDue(Vote vote, Plan plan, DateTime now) =>
        plan.What switch
        {
            OwnersNews.Published => vote.State == VoteState.Published,
            _ => vote.State == VoteState.Called && now < vote.ClosesAt,
        };

    /// <summary>Public words alone; what the phone's owner chose, or whether, is not among them.</summary>
    private string Words(Vote vote, OwnersNews what)
    {
        string Day(DateTime at) => calendar.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var name = $"{vote.Compound}业主表决「{vote.Title}」";
        return what switch
        {
            OwnersNews.Called =>
                $"【格治】{name}已公告，{Day(vote.OpensAt)} 到 {Day(vote.ClosesAt)} 投票。请用这个手机号登录，在「业主表决」里查看。",
            OwnersNews.Ending =>
                $"【格治】{name}在 {Day(vote.ClosesAt)} 截止，您还没有投票。请用这个手机号登录，在「业主表决」里投票，也可以交纸质票。",
            _ => $"【格治】{name}结果已公示，{Day(vote.ObjectionsUntil!.Value)} 前可以提异议。请在「业主表决」里查看。",
        };
    }
}
