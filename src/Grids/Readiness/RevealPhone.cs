using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Readiness;

/// <summary>Opens one phone of readiness, with a purpose, on the audit trail. 查看值守电话</summary>
public sealed class RevealPhone(ReadinessScope scope, FieldCipher cipher)
{
    /// <summary>What whoever opens a phone has to say. 查看用途</summary>
    public sealed record Asked([property: Needed, Longest(100)] string Purpose);

    /// <summary>A phone as it is kept; null for an empty one.</summary>
    /// <exception cref="InvalidInput">It is no phone.</exception>
    internal static string? Checked(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return Phone.TryParse(text, out var phone) ? phone.Value : throw new InvalidInput("Phone", "phone.wrong");
    }

    /// <param name="kind">seat, stock or segment.</param>
    /// <param name="id">The row.</param>
    /// <param name="purpose">Why it is needed; kept on the trail.</param>
    /// <returns>Null when no phone is kept.</returns>
    /// <exception cref="NotFound">Not there, or in nobody's area of the actor.</exception>
    public async Task<string?> Run(string kind, Guid id, string purpose, Actor actor, CancellationToken ct)
    {
        Input.Check(new Asked(purpose));
        var db = scope.Db;
        var (area, field, phone) = kind switch
        {
            "seat" => await db.Set<ResponseSeat>()
                .Where(s => s.Id == id)
                .Select(s => new { s.AreaCode, s.PhoneSealed })
                .FirstOrDefaultAsync(ct)
                is { } s
                ? (s.AreaCode, ReadinessPhones.Seat, s.PhoneSealed)
                : throw new NotFound("seat"),
            "stock" => await db.Set<Stock>().Where(s => s.Id == id).Select(s => new { s.AreaCode, s.PhoneSealed }).FirstOrDefaultAsync(ct)
                is { } k
                ? (k.AreaCode, ReadinessPhones.Stock, k.PhoneSealed)
                : throw new NotFound("stock"),
            "segment" => await db.Set<Segment>()
                .Where(s => s.Id == id)
                .Select(s => new { s.AreaCode, s.PhoneSealed })
                .FirstOrDefaultAsync(ct)
                is { } g
                ? (g.AreaCode, ReadinessPhones.Segment, g.PhoneSealed)
                : throw new NotFound("segment"),
            _ => throw new InvalidInput("Kind", "input.invalid"),
        };
        if (!scope.MayRead(area, actor))
            throw new NotFound(kind);
        db.Audit(actor, "readiness.phone-revealed", id, PlainText.CleanLine(purpose), scope.Now);
        await db.Save(ct);
        return cipher.Open(db.DistrictId, field, phone);
    }
}
