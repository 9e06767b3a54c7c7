using Gezhi.Cases.Contract;
using Gezhi.Cases.Proposing;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Reporting;

/// <summary>What the same phone reported before that is still open: to add to it instead of telling it twice. 本人未结诉求</summary>
/// <remarks>
/// Looked up by the blind index at the moment somebody reports, and forgotten again. No list, mark or count of persons is kept, and only
/// what is open is found.
/// </remarks>
public sealed class OwnOpen(CaseDesk desk, FieldCipher cipher)
{
    private const int Most = 5;
    private const int NearMetres = 500;

    /// <param name="ReceiptNo">In groups.</param>
    /// <param name="Title">First words of what was said, else the place.</param>
    /// <param name="At">UTC.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="CaseId">For staff; never shown to residents.</param>
    /// <param name="AreaCode">Where the case lies.</param>
    public sealed record Row(string ReceiptNo, string Title, DateTime At, CaseState State, Guid CaseId, Guid ReportId, string AreaCode);

    /// <summary>For a colleague who has the person on the phone: only where the colleague may see contacts, and each that is shown is on the record.</summary>
    public async Task<IReadOnlyList<Row>> ForColleague(string? phone, double? lon, double? lat, Actor actor, CancellationToken ct)
    {
        var rows = await Run(phone, lon, lat, ct);
        IReadOnlyList<Row> shown = [.. rows.Where(r => actor.PostFor(Permission.SeeContact, r.AreaCode) is not null)];
        foreach (var row in shown)
            desk.Db.Audit(actor, "contact.matched", row.ReportId, "代录时核对未结诉求", desk.Now);
        if (shown.Count > 0)
            await desk.Db.Save(ct);
        return shown;
    }

    /// <summary>The newest first; near the point, where both have one, else all that are open.</summary>
    /// <param name="phone">Of the person: proven by sign-in, or told to a colleague on the phone.</param>
    /// <param name="lon">WGS-84.</param>
    /// <param name="lat">WGS-84.</param>
    public async Task<IReadOnlyList<Row>> Run(string? phone, double? lon, double? lat, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(phone) || !Phone.TryParse(phone, out var parsed))
            return [];
        var indexes = cipher.Indexes(desk.Db.DistrictId, ContactFields.Reporter, parsed.Value);
        var found = await desk
            .Db.Reports.AsNoTracking()
            .Where(r => r.ContactIndex != null && indexes.Contains(r.ContactIndex) && r.WithdrawnAt == null)
            .Join(
                desk.Db.Cases.Where(c => CaseFlow.OpenStates.Contains(c.State)),
                r => r.CaseId,
                c => c.Id,
                (r, c) =>
                    new
                    {
                        Report = r,
                        c.State,
                        c.AreaCode,
                    }
            )
            .OrderByDescending(x => x.Report.CreatedAt)
            .Take(4 * Most)
            .ToListAsync(ct);
        return
        [
            .. found
                .Where(x => IsNear(x.Report, lon, lat))
                .Take(Most)
                .Select(x => new Row(
                    ReceiptNo.Parse(x.Report.ReceiptNo).Display,
                    TextElements.Cut(PlainText.CleanLine(x.Report.Text.Length > 0 ? x.Report.Text : x.Report.PlaceText), 40),
                    x.Report.CreatedAt,
                    x.State,
                    x.Report.CaseId,
                    x.Report.Id,
                    x.AreaCode
                )),
        ];
    }

    /// <summary>Where one of the two points is not known, nothing speaks against it.</summary>
    private static bool IsNear(Report report, double? lon, double? lat) =>
        FlatEarth.Metres(lon, lat, report.Lon, report.Lat) is not > NearMetres;
}
