using System.Globalization;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Community.Activities;

/// <summary>A team of a contest, of a grid as a rule; no names of persons. 参赛队</summary>
public sealed class ContestTeam : ITenantRow, IVersioned
{
    public const int LongestName = 60;

    /// <summary>Most teams of one contest.</summary>
    public const int Most = 100;

    public int DistrictId { get; init; }
    public Guid ActivityId { get; init; }
    public Guid Id { get; init; }

    /// <summary>From 1; a number that was given stays.</summary>
    public int No { get; init; }
    public string Name { get; set; } = "";

    /// <summary>The grid it comes from; null: of none.</summary>
    public string? AreaCode { get; set; }
    public int Version { get; set; } = 1;
}

/// <summary>What a team reached in one round. 轮次成绩</summary>
public sealed class ContestScore : ITenantRow, IVersioned
{
    /// <summary>Most points, in hundredths: ten thousand points.</summary>
    public const int Most = 1_000_000;

    public int DistrictId { get; init; }
    public Guid ActivityId { get; init; }

    /// <summary>The round.</summary>
    public Guid LineId { get; init; }
    public Guid TeamId { get; init; }

    /// <summary>Points in hundredths, 0 to <see cref="Most"/>; null: the team did not take part.</summary>
    public int? Hundredths { get; set; }
    public int Version { get; set; } = 1;
}

/// <summary>Who stands where in a contest, and who gets which prize. 比赛名次</summary>
public static class ContestTable
{
    /// <param name="Rank">From 1; equal sums share it and the next ones are skipped.</param>
    /// <param name="Hundredths">Sum over the rounds.</param>
    /// <param name="Rounds">In how many rounds it took part.</param>
    public sealed record Standing(Guid TeamId, int TeamNo, int Rank, int Hundredths, int Rounds);

    /// <summary>By the sum of all rounds; a team that was absent gets nothing for the round. A team that never took part has no rank and is left out.</summary>
    public static IReadOnlyList<Standing> Of(IEnumerable<(Guid Id, int No)> teams, IEnumerable<(Guid TeamId, int? Hundredths)> scores)
    {
        var by = scores.Where(s => s.Hundredths is not null).ToLookup(s => s.TeamId, s => s.Hundredths!.Value);
        var sums = teams
            .Where(t => by[t.Id].Any())
            .Select(t => (t.Id, t.No, Sum: by[t.Id].Sum(), Rounds: by[t.Id].Count()))
            .OrderByDescending(t => t.Sum)
            .ThenBy(t => t.No)
            .ToList();
        return [.. sums.Select(t => new Standing(t.Id, t.No, 1 + sums.Count(o => o.Sum > t.Sum), t.Sum, t.Rounds))];
    }

    /// <summary>Gives the prizes out in their order, each to as many ranks as it has pieces; who shares a rank shares the prize, and uses up a place each.</summary>
    /// <param name="pieces">Of each prize, the first one first; at least 1.</param>
    /// <returns>For each prize the teams that get it; empty when nobody is left.</returns>
    public static IReadOnlyList<IReadOnlyList<Standing>> Award(IReadOnlyList<Standing> standings, IReadOnlyList<int> pieces)
    {
        var given = new List<IReadOnlyList<Standing>>();
        var upTo = 0;
        foreach (var count in pieces)
        {
            var (from, until) = (upTo, upTo + count);
            given.Add([.. standings.Where(s => s.Rank > from && s.Rank <= until)]);
            upTo = until;
        }
        return given;
    }

    /// <param name="typed">9, 9.5 or 9.55.</param>
    /// <returns>Hundredths; null for anything else.</returns>
    public static int? Points(string? typed) =>
        decimal.TryParse((typed ?? "").Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points)
        && points * 100 == decimal.Truncate(points * 100)
        && points * 100 <= ContestScore.Most
            ? (int)(points * 100)
            : null;

    public static string Points(int hundredths) => (hundredths / 100m).ToString("0.##", CultureInfo.InvariantCulture);
}

internal sealed class ContestTeamTable : IEntityTypeConfiguration<ContestTeam>
{
    public void Configure(EntityTypeBuilder<ContestTeam> row)
    {
        row.ToTable("community_team");
        row.HasKey(t => new
        {
            t.DistrictId,
            t.ActivityId,
            t.Id,
        });
        row.Property(t => t.Name).HasMaxLength(ContestTeam.LongestName * 4);
        row.Property(t => t.AreaCode).HasMaxLength(17);
        row.HasIndex(t => new
            {
                t.DistrictId,
                t.ActivityId,
                t.No,
            })
            .IsUnique();
        row.HasOne<Activity>().WithMany().HasForeignKey(t => new { t.DistrictId, t.ActivityId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ContestScoreTable : IEntityTypeConfiguration<ContestScore>
{
    public void Configure(EntityTypeBuilder<ContestScore> row)
    {
        row.ToTable("community_score");
        row.HasKey(s => new
        {
            s.DistrictId,
            s.ActivityId,
            s.LineId,
            s.TeamId,
        });
        row.HasIndex(s => new
        {
            s.DistrictId,
            s.ActivityId,
            s.TeamId,
        });
        row.HasOne<ContestTeam>()
            .WithMany()
            .HasForeignKey(s => new
            {
                s.DistrictId,
                s.ActivityId,
                s.TeamId,
            })
            .OnDelete(DeleteBehavior.Cascade);
    }
}
