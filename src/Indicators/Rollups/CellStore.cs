using System.Globalization;
using System.Text;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.Rollups;

/// <summary>Adds differences to cells, many in one statement; both engines know the same words for it. 汇总写入</summary>
internal static class CellStore
{
    /// <summary>Cells in one statement: 17 values each, and SQLite takes 32,766.</summary>
    private const int AtOnce = 200;

    private const string Columns =
        "district_id, basis, \"on\", area_code, category_key, channel, unit_code, marks, cases, ratings, stars, first_answer_minutes, dispatch_minutes, arrival_minutes, handling_minutes, working_minutes";
    private const int ColumnCount = 16;

    private static readonly string Adding = string.Join(
        ", ",
        new[]
        {
            "cases",
            "ratings",
            "stars",
            "first_answer_minutes",
            "dispatch_minutes",
            "arrival_minutes",
            "handling_minutes",
            "working_minutes",
        }.Select(c => $"{c} = indicators_cell.{c} + excluded.{c}")
    );

    /// <summary>Call inside a transaction: what is added twice counts twice.</summary>
    public static async Task Apply(GezhiDb db, IReadOnlyList<KeyValuePair<CellKey, CellSum>> changes, CancellationToken ct)
    {
        foreach (var some in changes.Chunk(AtOnce))
        {
            var values = new List<object>(some.Length * ColumnCount);
            var sql = new StringBuilder("INSERT INTO indicators_cell (" + Columns + ") VALUES ");
            foreach (var (key, sum) in some)
            {
                sql.Append(values.Count == 0 ? "(" : ", (");
                for (var i = 0; i < ColumnCount; i++)
                    sql.Append(i == 0 ? "" : ", ")
                        .Append('{')
                        .Append((values.Count + i).ToString(CultureInfo.InvariantCulture))
                        .Append('}');
                sql.Append(')');
                values.AddRange([
                    db.DistrictId,
                    key.Basis.ToString(),
                    key.On,
                    key.AreaCode,
                    key.CategoryKey,
                    key.Channel.ToString(),
                    key.UnitCode,
                    key.Marks,
                    sum.Cases,
                    sum.Ratings,
                    sum.Stars,
                    sum.FirstAnswerMinutes,
                    sum.DispatchMinutes,
                    sum.ArrivalMinutes,
                    sum.HandlingMinutes,
                    sum.WorkingMinutes,
                ]);
            }
            sql.Append(
                " ON CONFLICT (district_id, basis, \"on\", area_code, category_key, channel, unit_code, marks) DO UPDATE SET " + Adding
            );
#pragma warning disable EF1002 // only names of our own columns and places for values
            await db.Database.ExecuteSqlRawAsync(sql.ToString(), values, ct);
#pragma warning restore EF1002
        }
    }
}
