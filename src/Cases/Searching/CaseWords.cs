using System.Globalization;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Searching;

/// <summary>The tokens of title and place by which a case is found. 案件检索词</summary>
/// <remarks>What reporters said is left out: whoever may not see a phone must not find it either.</remarks>
public sealed class CaseWords : ISearchRow
{
    /// <summary>Cases that one search looks through, the newest of those that have the words.</summary>
    public const int MostFound = 10_000;

    public int DistrictId { get; init; }

    /// <summary>The case.</summary>
    public Guid Id { get; init; }

    /// <summary>The newer the smaller: results begin with the newest.</summary>
    public long Number { get; init; }

    public string Words { get; internal set; } = "";

    internal static CaseWords Of(Case subject) => Of(subject.DistrictId, subject.Id, subject.CreatedAt, subject.Title, subject.PlaceText);

    internal static CaseWords Of(int districtId, Guid caseId, DateTime createdAt, string title, string placeText) =>
        new()
        {
            DistrictId = districtId,
            Id = caseId,
            Number = -SearchNumbers.New(createdAt),
            Words = Tokens(districtId, title, placeText),
        };

    internal static string Tokens(int districtId, string title, string placeText) =>
        $"{District(districtId)} {SearchText.Index(title, placeText)}".TrimEnd();

    /// <summary>Ids of the cases of this district that have every word in title or place.</summary>
    internal static IQueryable<Guid> Found(GezhiDb db, SearchQuery query)
    {
        var terms = new SearchTerms([
            [
                [new SearchToken(District(db.DistrictId), false)],
            ],
            [query.Tokens],
        ]);
        return db.Dialect.Found<CaseWords>(db, terms, new SearchSpan(long.MinValue, long.MaxValue, MostFound)).Select(w => w.Id);
    }

    /// <summary>A file of SQLite holds all districts in one index. Nobody writes such a word.</summary>
    private static string District(int districtId) => "dist" + districtId.ToString(CultureInfo.InvariantCulture);
}

internal sealed class CaseWordsTable : IEntityTypeConfiguration<CaseWords>
{
    public void Configure(EntityTypeBuilder<CaseWords> row)
    {
        row.ToTable("cases_words");
        row.HasKey(w => new { w.DistrictId, w.Id });
        row.Property(w => w.Words).HasMaxLength(4000);
        row.HasIndex(w => new { w.DistrictId, w.Number }).IsUnique();
    }
}
