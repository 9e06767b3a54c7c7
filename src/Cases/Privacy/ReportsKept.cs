using Gezhi.Cases.CallBacks;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Joining;
using Gezhi.Cases.Reporting;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Privacy;

/// <summary>Reports under a phone: the phone goes when the matter is over, what was said stays on the record until its time. 诉求中的本人信息</summary>
internal sealed class ReportsKept(GezhiDb db, FieldCipher cipher, ContactRetention retention, TimeProvider clock, IStringLocalizer T)
    : IKeptData
{
    private const int Most = 500;
    private const int LongestTitle = 40;

    /// <summary>The matter goes on, so its answer has to find its way.</summary>
    internal static readonly CaseState[] Over =
    [
        CaseState.Closed,
        CaseState.Declined,
        CaseState.Withdrawn,
        CaseState.Transferred,
        CaseState.Void,
    ];

    public string Kind => "report";

    public IReadOnlyList<string> Looks => ["contact.revealed", "contact.matched"];

    public string Purpose(string detail) => detail;

    public async Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct)
    {
        var indexes = cipher.Indexes(db.DistrictId, ContactFields.Reporter, phone);
        var rows = await db
            .Reports.AsNoTracking()
            .Where(r => r.ContactIndex != null && indexes.Contains(r.ContactIndex))
            .OrderByDescending(r => r.Id)
            .Take(Most)
            .Join(
                db.Cases,
                r => r.CaseId,
                c => c.Id,
                (r, c) =>
                    new
                    {
                        Report = r,
                        c.State,
                        IsHeld = db.Set<CaseHold>().Any(h => h.CaseId == c.Id && h.EndedAt == null),
                    }
            )
            .ToListAsync(ct);
        return
        [
            .. rows.OrderByDescending(x => x.Report.Id)
                .Select(x => new KeptItem(
                    Kind,
                    x.Report.Id,
                    TextElements.Cut(PlainText.CleanLine(x.Report.Text.Length > 0 ? x.Report.Text : x.Report.PlaceText), LongestTitle),
                    T["办理您反映的问题，把进度和结果告诉您"],
                    LegalBasis.StatutoryDuty,
                    x.Report.CreatedAt,
                    [
                        new(T["回执编号"], ReceiptNo.Parse(x.Report.ReceiptNo).Display),
                        new(T["联系电话"], phone, Mask.Phone(phone)),
                        new(T["说的话"], x.Report.Text),
                        new(T["地点"], x.Report.PlaceText),
                        .. x.Report.Satisfaction is { } stars
                            ? [new KeptField(T["评价"], $"{stars}/5 {x.Report.RatingText}".Trim())]
                            : Array.Empty<KeptField>(),
                        new(T["电话留多久"], T["办结满 {0} 天自动删除", retention.Days]),
                    ],
                    x.IsHeld ? T["这件事有争议，依法保留证据，暂时不能删除。"].Value
                        : Over.Contains(x.State) ? null
                        : T["还在办理，结果要告诉您。办结后可以删除电话。"].Value,
                    $"/receipt/{ReceiptNo.Parse(x.Report.ReceiptNo).Display}"
                )),
        ];
    }

    /// <summary>The phones alone.</summary>
    internal static void TakeOff(Report report)
    {
        (report.Contact, report.ContactIndex) = (null, null);
        (report.NeighbourContact, report.NeighbourContactIndex) = (null, null);
    }

    public async Task<bool> Erase(Guid id, string phone, CancellationToken ct)
    {
        var indexes = cipher.Indexes(db.DistrictId, ContactFields.Reporter, phone);
        var report = await db.Reports.FirstOrDefaultAsync(
            r => r.Id == id && r.ContactIndex != null && indexes.Contains(r.ContactIndex),
            ct
        );
        if (report is null || !await db.Cases.AnyAsync(c => c.Id == report.CaseId && Over.Contains(c.State), ct))
            return false;
        if (await db.Set<CaseHold>().AnyAsync(h => h.CaseId == report.CaseId && h.EndedAt == null, ct))
            return false;
        TakeOff(report);
        foreach (var call in await db.Set<CallBack>().Where(c => c.ReportId == id && c.State == CallBackState.Waiting).ToListAsync(ct))
            call.End(CallBackState.Dropped, null, clock.UtcNow);
        return true;
    }
}

/// <summary>The phone that somebody else left, to speak for a neighbour: it goes whenever its owner asks. 代报中的本人信息</summary>
internal sealed class NeighbourKept(GezhiDb db, FieldCipher cipher, ContactRetention retention, IStringLocalizer T) : IKeptData
{
    private const int Most = 500;

    public string Kind => "neighbour";

    public IReadOnlyList<string> Looks => ["contact.revealed"];

    public string Purpose(string detail) => detail;

    /// <remarks>What the other person said stays theirs: only that there is a phone, and for what.</remarks>
    public async Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct)
    {
        var own = cipher.Indexes(db.DistrictId, ContactFields.Reporter, phone);
        var rows = await Rows(phone)
            .AsNoTracking()
            .Where(r => r.ContactIndex == null || !own.Contains(r.ContactIndex)) // who left both phones sees the report itself
            .OrderByDescending(r => r.Id)
            .Take(Most)
            .Select(r => new
            {
                r.Id,
                r.CreatedAt,
                IsHeld = db.Set<CaseHold>().Any(h => h.CaseId == r.CaseId && h.EndedAt == null),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new KeptItem(
                Kind,
                r.Id,
                T["别人替您反映的一件事"],
                T["代报时联系您核对情况"],
                LegalBasis.StatutoryDuty,
                r.CreatedAt,
                [new(T["联系电话"], phone, Mask.Phone(phone)), new(T["电话留多久"], T["办结满 {0} 天自动删除", retention.Days])],
                r.IsHeld ? T["这件事有争议，依法保留证据，暂时不能删除。"].Value : null
            )),
        ];
    }

    public async Task<bool> Erase(Guid id, string phone, CancellationToken ct)
    {
        if (await Rows(phone).FirstOrDefaultAsync(r => r.Id == id, ct) is not { } report)
            return false;
        if (await db.Set<CaseHold>().AnyAsync(h => h.CaseId == report.CaseId && h.EndedAt == null, ct))
            return false;
        (report.NeighbourContact, report.NeighbourContactIndex) = (null, null);
        return true;
    }

    private IQueryable<Report> Rows(string phone)
    {
        var indexes = cipher.Indexes(db.DistrictId, ContactFields.Neighbour, phone);
        return db.Reports.Where(r => r.NeighbourContactIndex != null && indexes.Contains(r.NeighbourContactIndex));
    }
}

/// <summary>What a phone follows. 关注中的本人信息</summary>
internal sealed class FollowsKept(GezhiDb db, FieldCipher cipher, IStringLocalizer T) : IKeptData
{
    public string Kind => "follow";

    public IReadOnlyList<string> Looks => [];

    public string Purpose(string detail) => detail;

    public async Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct) =>
        [
            .. (await Rows(phone).OrderByDescending(f => f.Id).Take(MyFollows.Most).ToListAsync(ct)).Select(f => new KeptItem(
                Kind,
                f.Id,
                T["关注的一件事"],
                T["有进展时告诉您"],
                LegalBasis.Consent,
                f.At,
                [new(T["联系电话"], phone, Mask.Phone(phone))],
                null,
                "/my#follows"
            )),
        ];

    public async Task<bool> Erase(Guid id, string phone, CancellationToken ct)
    {
        if (await Rows(phone).AsTracking().FirstOrDefaultAsync(f => f.Id == id, ct) is not { } follow)
            return false;
        db.Remove(follow);
        return true;
    }

    private IQueryable<Follow> Rows(string phone)
    {
        var indexes = cipher.Indexes(db.DistrictId, ContactFields.Reporter, phone);
        return db.Set<Follow>().AsNoTracking().Where(f => indexes.Contains(f.ContactIndex));
    }
}
