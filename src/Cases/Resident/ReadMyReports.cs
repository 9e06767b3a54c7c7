using Gezhi.Cases.Reporting;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Resident;

/// <summary>What a resident who signed in by phone has reported under this phone, newest first. 我反映过的</summary>
public sealed class ReadMyReports(GezhiDb db, ResidentPhones phones, FieldCipher cipher, PublicWords words)
{
    /// <summary>Reports on one page.</summary>
    public const int PageLength = 20;

    private const int LongestTitle = 40;

    /// <param name="ReceiptNo">In groups.</param>
    /// <param name="Title">First words of what was said, else the place.</param>
    /// <param name="At">UTC.</param>
    /// <param name="State">Colour and shape.</param>
    /// <param name="StateText">In the reader's words.</param>
    /// <param name="AsksForRating">Done and not rated yet.</param>
    public sealed record Row(string ReceiptNo, string Title, DateTime At, ReceiptState State, string StateText, bool AsksForRating);

    /// <param name="Phone">Masked.</param>
    /// <param name="Rows">At most <see cref="PageLength"/>.</param>
    /// <param name="HasMore">Older ones exist.</param>
    public sealed record List(string Phone, IReadOnlyList<Row> Rows, bool HasMore);

    /// <param name="actor">A resident with phone.</param>
    /// <param name="page">From 1.</param>
    public async Task<List> Run(Actor actor, int page, CancellationToken ct)
    {
        var phone = await phones.Of(actor, ct);
        var indexes = cipher.Indexes(db.DistrictId, ContactFields.Reporter, phone);
        var found = await db
            .Reports.Where(r => r.ContactIndex != null && indexes.Contains(r.ContactIndex))
            .OrderByDescending(r => r.CreatedAt)
            .ThenByDescending(r => r.Id)
            .Skip((Math.Clamp(page, 1, 1000) - 1) * PageLength)
            .Take(PageLength + 1)
            .Join(
                db.Cases,
                r => r.CaseId,
                c => c.Id,
                (r, c) =>
                    new
                    {
                        r.ReceiptNo,
                        r.Text,
                        r.PlaceText,
                        r.CreatedAt,
                        r.RatedAt,
                        r.WithdrawnAt,
                        c.State,
                    }
            )
            .OrderByDescending(x => x.CreatedAt)
            .ToListAsync(ct);
        return new List(
            Mask.Phone(phone),
            [
                .. found
                    .Take(PageLength)
                    .Select(x => new Row(
                        ReceiptNo.Parse(x.ReceiptNo).Display,
                        TextElements.Cut(PlainText.CleanLine(x.Text.Length > 0 ? x.Text : x.PlaceText), LongestTitle),
                        x.CreatedAt,
                        ReadReceipt.Of(x.State),
                        words.State(x.State),
                        x is { State: Contract.CaseState.Closed, RatedAt: null, WithdrawnAt: null }
                    )),
            ],
            found.Count > PageLength
        );
    }
}
