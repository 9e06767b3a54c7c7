using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Emergencies;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Messages;

/// <summary>What staff are told in the system leaves the house as well, as each of them chose. 消息外发</summary>
/// <remarks>Writes parcels only; they are saved together with the mark that the event was handled, so each is planned once.</remarks>
public sealed class SendOn(IMessageSender sender, FieldCipher cipher, PushKeys push, MessageTimes times, IStringLocalizer T) : IEventHandler
{
    public string Name => "cases.send-on";

    public bool Wants(EventRow happened) =>
        happened.Kind == Gezhi.Platform.Live.LiveFeed.ToPerson
        || EmergencyMoved.Of(happened) is { IsDrill: false, Change: EmergencyChange.Raised or EmergencyChange.CalledIn };

    public async Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
    {
        if (PersonTold.Of(happened) is { } told)
            await Message(happened, told, db, now, ct);
        else
            await Alarm(happened, db, now, ct);
    }

    private async Task Message(EventRow happened, PersonTold told, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var kind = NoticeKinds.Of(told.Kind);
        var plans = await new NoticeBook(db, cipher, sender, push, times).Plan(happened.SubjectId, kind, now, ct);
        if (plans.Count == 0)
            return;
        var no = await db.Set<Case>().Where(c => c.Id == told.CaseId).Select(c => c.CaseNo).FirstOrDefaultAsync(ct);
        foreach (var plan in plans)
        {
            var (title, text) = In(plan.Language, () => Words(told.Kind, no, plan, happened.At));
            var post = new Post(plan.Medium, kind.Key, happened.SubjectId, plan.Address, title, Body(plan, "/messages", text), plan.At)
            {
                MoreText = text,
                EventId = plan.GatherKey is null ? happened.Id : null,
                IsUrgent = kind.IsUrgent,
                GatherKey = plan.GatherKey,
            };
            await db.Post(post, cipher, now, ct);
        }
    }

    /// <summary>The text message of an alarm goes out by itself (<see cref="TellCalled"/>); here go the other media.</summary>
    private async Task Alarm(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var emergency = await db.Set<Emergency>().AsNoTracking().FirstAsync(e => e.Id == happened.SubjectId, ct);
        var called = await db.Set<EmergencyCall>()
            .AsNoTracking()
            .Where(c => c.EmergencyId == emergency.Id && c.AccountId != null && c.AcknowledgedAt == null && c.EndedAt == null)
            .Select(c => c.AccountId!.Value)
            .Distinct()
            .ToListAsync(ct);
        var sent = await db.Set<Parcel>()
            .Where(p => called.Contains(p.OwnerId) && p.Kind == NoticeKinds.Alarm.Key && p.EventId == emergency.Id)
            .Select(p => p.OwnerId)
            .ToListAsync(ct);
        var book = new NoticeBook(db, cipher, sender, push, times);
        foreach (var account in called.Except(sent))
        foreach (var plan in (await book.Plan(account, NoticeKinds.Alarm, now, ct)).Where(p => p.Medium != Media.Sms))
        {
            var text = In(
                plan.Language,
                () =>
                    T[
                        "【格治】警报：{0}，{1}。请立即到场，并在系统里回应。",
                        EmergencyWords.Name(emergency.Kind),
                        emergency.PlaceText
                    ].Value
            );
            var title = In(plan.Language, () => T["格治：警报"].Value);
            var post = new Post(plan.Medium, NoticeKinds.Alarm.Key, account, plan.Address, title, Body(plan, "/emergency", text), now)
            {
                EventId = emergency.Id,
                IsUrgent = true,
            };
            await db.Post(post, cipher, now, ct);
        }
    }

    /// <summary>Kind and number only: titles and remarks may name people, and what leaves the house is read on other people's screens.</summary>
    private (string Title, string Text) Words(MessageKind kind, string? caseNo, NoticePlan plan, DateTime at)
    {
        var what = new MessageWords(T).Kind(kind);
        var about =
            kind is MessageKind.DutyAsked or MessageKind.DutyAnswered ? T["值班表"].Value
            : kind is MessageKind.EvaluationAppealed or MessageKind.EvaluationChanged ? T["考核评价"].Value
            : kind == MessageKind.Mediation ? T["调解卷宗"].Value
            : caseNo is null ? T["一件未立案的诉求"].Value
            : T["案卷 {0}", caseNo].Value;
        if (plan.GatherKey is null)
            return (T["格治：{0}", what], T["【格治】{0}：{1}。请登录系统查看。", what, about]);
        var local = TimeZoneInfo.ConvertTimeFromUtc(at, times.Zone);
        return (
            plan.IsDigest ? T["格治：今天的消息汇总"] : T["格治：夜里的消息"],
            T["{0} {1}：{2}", local.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture), what, about]
        );
    }

    /// <summary>A browser is told where a touch leads.</summary>
    private static string Body(NoticePlan plan, string link, string text) =>
        plan.Medium == Media.Push ? PushBook.Content(link, text) : text;

    private static TWords In<TWords>(string language, Func<TWords> words)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return words();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
