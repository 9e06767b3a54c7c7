using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Reporting;
using Gezhi.Cases.Timelines;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Resident;

/// <summary>What the holder of a receipt number may read: the own report and each public step of the case it hangs on. 查进度</summary>
public sealed class ReadReceipt(
    GezhiDb db,
    PublicWords words,
    RecordWords record,
    Promises promises,
    Catalogues catalogues,
    FieldCipher cipher,
    PlaceNames places,
    Anchors.ReadAnchors anchors
)
{
    /// <summary>A report joined to a case that is joined to a case…: more never happens in practice.</summary>
    private const int LongestChain = 10;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/receipts/{receiptNo}",
                (string receiptNo, ReadReceipt feature, HttpContext http, CancellationToken ct) =>
                {
                    http.NotForOthers();
                    return feature.Run(receiptNo, ct);
                }
            )
            .AllowAnonymous()
            .WithSummary("查进度 · Progress of a report")
            .RequireRateLimiting(ReceiptLimit.Name);

    /// <param name="receiptNo">As typed: small letters, blanks, hyphens, O and I pass.</param>
    /// <exception cref="NotFound">No such receipt, or not a receipt number.</exception>
    public async Task<ReceiptView> Run(string receiptNo, CancellationToken ct)
    {
        var no = ReceiptNo.TryParse(receiptNo, out var parsed) ? parsed : throw new NotFound("receipt");
        var report = await db.Reports.AsNoTracking().FirstOrDefaultAsync(r => r.ReceiptNo == no.Value, ct) ?? throw new NotFound("receipt");
        var subject = await db.Cases.AsNoTracking().FirstAsync(c => c.Id == report.CaseId, ct);
        var rows = await RowsOf(report, ct);
        var state = report.WithdrawnAt is null ? Of(subject.State) : ReceiptState.Ended;
        var (promise, promisedAt) = state == ReceiptState.Ended ? (null, null) : promises.Of(subject);
        var pressed = subject.DispatchedAt is not null && await db.Set<Rating.Pressure>().AnyAsync(p => p.ReportId == report.Id, ct);
        var files = await FilesOf(report, ct);
        return new ReceiptView(
            no.Display,
            Convert.ToHexStringLower(rows[0].Row.Hash),
            report.CreatedAt,
            state,
            words.State(subject.State),
            state is ReceiptState.Ended or ReceiptState.Done,
            promise,
            promisedAt,
            places.Read(report.PlaceText),
            (await catalogues.Of(db, ct)).Find(subject.CategoryKey ?? report.CategoryKey)?.PlainName(),
            report.Text,
            [.. rows.Select(Step).OfType<ReceiptView.Step>()],
            files,
            CanWithdraw: subject.State == CaseState.Reported && subject.ReportCount == 1 && report.CaseId == report.OwnCaseId,
            CanRate: Rating.RateReport.IsWanted(report, subject),
            report is { RatedAt: { } at, IsSolved: { } isSolved, Satisfaction: { } satisfaction }
                ? new ReceiptView.Grade(isSolved, satisfaction, report.RatingText, at)
                : null,
            report.IsForNeighbour,
            report.Contact is not null,
            report.Contact is { } sealedPhone ? Mask.Phone(cipher.Open(report.DistrictId, ContactFields.Reporter, sealedPhone)) : null,
            subject.IsUrgent && report.CaseId == report.OwnCaseId,
            report.Lon is not null || subject.Lon is not null
        )
        {
            Standing = await anchors.Of(report.OwnCaseId, ct),
            Lon = report.Lon,
            Lat = report.Lat,
            CategoryKey = subject.CategoryKey,
            Others = Math.Max(0, subject.ReportCount - 1),
            CanSupplement = report.WithdrawnAt is null && CaseFlow.OpenStates.Contains(subject.State),
            Review = report.RatedAt is null ? null : await Review(report, ct),
            CanTellPressure = subject.State == CaseState.Closed && !pressed,
            ToldPressure = pressed,
            ArePhotosHidden =
                files.Exists(f => f.Kind == FileKind.Photo)
                && (await Privacy.PhotoConsents.Withheld(db, [report.OwnCaseId, report.CaseId], ct)).Count > 0,
        };
    }

    private async Task<ReceiptView.Again?> Review(Report report, CancellationToken ct)
    {
        var review = await db.Set<Reviews.Review>()
            .AsNoTracking()
            .Where(r => r.ReportId == report.Id)
            .OrderByDescending(r => r.AskedAt)
            .FirstOrDefaultAsync(ct);
        return review is null || review.AskedAt < report.RatedAt
            ? null // rated again after a reopening, and content now
            : new ReceiptView.Again(
                review.OwnerTitle,
                review.DueAt,
                review.LateAt is not null,
                review.DecidedAt,
                review.Outcome == Reviews.ReviewOutcome.Reopened,
                review.Answer
            );
    }

    /// <summary>The rows of the own case; from each joining on, the rows of the case it was joined to.</summary>
    private async Task<List<Told>> RowsOf(Report report, CancellationToken ct)
    {
        var told = await RowsOf(report.OwnCaseId, ct);
        var (at, seen) = (report.OwnCaseId, new HashSet<Guid> { report.OwnCaseId });
        while (at != report.CaseId && seen.Count < LongestChain)
        {
            var joinedTo = await db.Cases.Where(c => c.Id == at).Select(c => c.JoinedToId).FirstAsync(ct) ?? report.CaseId;
            if (!seen.Add(joinedTo))
                break;
            var since = told.LastOrDefault(t => t.Row.Action == CaseAction.Join)?.Row.At ?? report.CreatedAt;
            told.AddRange((await RowsOf(joinedTo, ct)).Where(t => t.Row.At > since && t.Row.Action != CaseAction.Report));
            at = joinedTo;
        }
        return told;
    }

    private Task<List<Told>> RowsOf(Guid caseId, CancellationToken ct)
    {
        var texts = db.TimelineTexts.Where(x => x.CaseId == caseId);
        return db
            .Timeline.AsNoTracking()
            .Where(t => t.CaseId == caseId)
            .OrderBy(t => t.Sequence)
            .Select(t => new Told(t, texts.Where(x => x.Sequence == t.Sequence).Select(x => x.PublicText).FirstOrDefault()))
            .ToListAsync(ct);
    }

    private ReceiptView.Step? Step(Told told) =>
        told.Row.Action != CaseAction.Uphold && words.Step(told.Row.Action, told.Row.PostTitle) is { } text
            ? new ReceiptView.Step(
                text,
                record.ReadWhole(told.Said),
                told.Row.At,
                told.Row.Action == CaseAction.Join ? ReceiptState.Arranged : Of(told.Row.To)
            )
            : null;

    private Task<List<ReceiptView.File>> FilesOf(Report report, CancellationToken ct) =>
        db
            .Evidence.Where(e => e.CaseId == report.CaseId && e.ReportId == report.Id)
            .OrderBy(e => e.Id)
            .Join(db.Set<StoredFile>(), e => e.FileHash, f => f.Hash, (e, f) => new ReceiptView.File(f.Hash, f.Kind, f.Preview))
            .ToListAsync(ct);

    internal static ReceiptState Of(CaseState state) =>
        state switch
        {
            CaseState.Reported or CaseState.Confirmed => ReceiptState.Received,
            CaseState.Filed or CaseState.Dispatched => ReceiptState.Arranged,
            CaseState.Handling => ReceiptState.InProgress,
            CaseState.Handled or CaseState.Checked => ReceiptState.Checking,
            CaseState.Shelved => ReceiptState.OnHold,
            CaseState.Closed => ReceiptState.Done,
            CaseState.Declined or CaseState.Withdrawn or CaseState.Transferred or CaseState.Joined or CaseState.Void => ReceiptState.Ended,
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

    private sealed record Told(TimelineRow Row, string? Said);
}
