using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Joining;
using Gezhi.Cases.Reviews;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Closing;

/// <summary>Residents who switched notifications on in a browser hear there that there is news, beside the way their report came. 浏览器告知诉求人</summary>
/// <remarks>Writes parcels only; they are saved together with the mark that the event was handled. Says nothing but that there is news: the receipt says what.</remarks>
public sealed class PushReporters(FieldCipher cipher, PushKeys keys, ReporterTimes times, IStringLocalizer T) : IEventHandler
{
    /// <summary>What the resident does themselves is no news to them.</summary>
    private static readonly CaseAction[] Own = [CaseAction.Report, CaseAction.Supplement, CaseAction.Withdraw];

    public string Name => "cases.push-reporters";

    public bool Wants(EventRow happened) =>
        keys.IsOn && CaseMoved.Of(happened) is { } moved && CaseFlow.IsPublic(moved.Action) && !Own.Contains(moved.Action);

    public async Task<IReadOnlyCollection<EventRow>> Sift(IReadOnlyCollection<EventRow> batch, GezhiDb db, CancellationToken ct) =>
        await new PushBook(db, cipher, keys).HasResidents(ct) ? batch : [];

    public async Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var moved = CaseMoved.Of(happened)!;
        var reports = await db
            .Reports.AsNoTracking()
            .Where(r => (moved.Action == CaseAction.Join ? r.OwnCaseId : r.CaseId) == happened.SubjectId)
            .Where(r => r.Contact != null && r.WithdrawnAt == null)
            .Where(r => moved.Action != CaseAction.Uphold || db.Set<Review>().Any(v => v.ReportId == r.Id && v.No == moved.Sequence))
            .ToListAsync(ct);
        var follows = moved.Action is CaseAction.Join or CaseAction.Uphold
            ? []
            : await db.Set<Follow>().AsNoTracking().Where(f => f.CaseId == happened.SubjectId && f.Medium == Media.Push).ToListAsync(ct);
        var book = new PushBook(db, cipher, keys);
        if (reports.Count + follows.Count == 0)
            return;
        reports.AddRange(follows.Select(Like));
        var step = await db.Timeline.AsNoTracking().FirstAsync(t => t.CaseId == happened.SubjectId && t.Sequence == moved.Sequence, ct);
        var phones = reports.ConvertAll(r => cipher.Open(db.DistrictId, Reporting.ContactFields.Reporter, r.Contact)!);
        var browsers = await book.OfResidents(phones, ct);
        var heard = reports
            .Zip(phones, (report, phone) => browsers[phone].Select(target => (Report: report, Target: target)))
            .SelectMany(told => told)
            .ToList();
        var timeOf = await times.Of(db, heard.ConvertAll(h => h.Report), step, now, ct);
        foreach (var (report, target) in heard)
            await db.Post(News(report, target, happened.Id, timeOf(report)), cipher, now, ct);
    }

    /// <summary>Without a receipt: a follower has none.</summary>
    private static Report Like(Follow follow) =>
        new()
        {
            DistrictId = follow.DistrictId,
            Id = follow.Id,
            CaseId = follow.CaseId,
            Contact = follow.Contact,
            Language = follow.Language,
        };

    private Post News(Report report, PushTarget target, Guid eventId, DateTime at)
    {
        var no = report.ReceiptNo.Length > 0 ? ReceiptNo.Parse(report.ReceiptNo).Display : null;
        var culture = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(target.Language);
            return new Post(
                Media.Push,
                "report.step",
                report.Id,
                target.DeviceId.ToString(),
                no is null ? T["您关注的事有新进展"] : T["您的反映有新进展"],
                no is null
                    ? PushBook.Content("/my#follows", T["点开查看"])
                    : PushBook.Content($"/receipt/{no}", T["回执 {0}，点开查看", no]),
                at
            )
            {
                EventId = eventId,
                GatherKey = $"news {target.DeviceId:N}",
                MoreText = "", // several steps are one piece of news
            };
        }
        finally
        {
            CultureInfo.CurrentUICulture = culture;
        }
    }
}
