using Gezhi.Cases.Catalogue;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Contract;

/// <summary>That something was reported at a point; nothing of who reported it or what was said. 历史点位</summary>
/// <param name="AreaCode">Grid or micro-grid, 15 or 17 digits.</param>
/// <param name="Lon">WGS-84 degrees.</param>
/// <param name="Lat">WGS-84 degrees.</param>
/// <param name="CreatedAt">UTC; when it was reported.</param>
/// <param name="WasReopened">It was closed and opened again.</param>
/// <param name="ByWorker">A worker found it on patrol.</param>
public sealed record PastSpot(
    Guid CaseId,
    string AreaCode,
    double Lon,
    double Lat,
    string CategoryKey,
    DateTime CreatedAt,
    bool WasReopened,
    bool ByWorker
);

/// <summary>Where in the open something was reported, for looking where it may come again. Places only, never people. 历史点位读取</summary>
/// <remarks>
/// Left out: what was void, joined, declined, withdrawn or handed to others; what has no category or no point; disputes between people; and whatever was
/// said at a door, on a visit or an inspection: a home is no place to be predicted.
/// </remarks>
public sealed class PlacePast
{
    private static readonly CaseState[] Gone =
    [
        CaseState.Void,
        CaseState.Joined,
        CaseState.Declined,
        CaseState.Withdrawn,
        CaseState.Transferred,
    ];

    private const int GridLength = 15;

    private readonly GezhiDb db;
    private readonly Catalogues catalogues;

    internal PlacePast(GezhiDb db, Catalogues catalogues) => (this.db, this.catalogues) = (db, catalogues);

    /// <summary>Reported from one instant up to another, in no order. 读取</summary>
    /// <param name="fromUtc">First instant.</param>
    /// <param name="toUtc">First instant no longer of it.</param>
    /// <param name="areaCode">Only inside; null: in the whole district.</param>
    public async Task<IReadOnlyList<PastSpot>> Read(DateTime fromUtc, DateTime toUtc, string? areaCode, CancellationToken ct)
    {
        var disputes = PlaceCases.Disputes(await catalogues.Of(db, ct));
        var cases = db
            .Cases.AsNoTracking()
            .Where(c => c.CreatedAt >= fromUtc && c.CreatedAt < toUtc)
            .Where(c => c.Channel != Channel.Visit && !Gone.Contains(c.State))
            .Where(c => c.CategoryKey != null && !disputes.Contains(c.CategoryKey))
            .Where(c => c.Lon != null && c.Lat != null && c.AreaCode.Length >= GridLength);
        if (areaCode is not null)
        {
            var end = areaCode + ":"; // ':' follows '9'
            cases = cases.Where(c => c.AreaCode.CompareTo(areaCode) >= 0 && c.AreaCode.CompareTo(end) < 0);
        }
        return await cases
            .Select(c => new PastSpot(
                c.Id,
                c.AreaCode,
                c.Lon!.Value,
                c.Lat!.Value,
                c.CategoryKey!,
                c.CreatedAt,
                c.ReopenCount > 0,
                c.Channel == Channel.GridPatrol
            ))
            .ToListAsync(ct);
    }
}
