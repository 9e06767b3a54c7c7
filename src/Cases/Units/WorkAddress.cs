using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Gezhi.Cases.Units;

/// <summary>What the address of a worklist says; the links of the page are made from it. 台账地址</summary>
/// <param name="After">Cursor of the page before; null on the first page.</param>
/// <param name="CaseId">The case whose panel is open; null for none.</param>
public sealed record WorkAddress(WorkTab Tab, WorkFilter Filter, string? After = null, Guid? CaseId = null)
{
    /// <summary>Unknown words are read as if they were not there.</summary>
    public static WorkAddress Of(HttpContext http)
    {
        var query = http.Request.Query;
        string? Text(string name) => query[name].ToString() is { Length: > 0 and <= 100 } text ? text : null;
        return new WorkAddress(
            Named.One<WorkTab>(Text("tab")) ?? WorkTab.ToAccept,
            new WorkFilter(Text("q"), Text("due") == "late", Text("due") == "today", Text("unit")),
            Text("after"),
            Guid.TryParse(Text("case"), out var id) ? id : null
        );
    }

    /// <summary>The same list from its beginning, with no panel.</summary>
    public WorkAddress List => this with { After = null, CaseId = null };

    /// <param name="said">What was just done; null for nothing.</param>
    public string Href(string path = "/unit", string? said = null)
    {
        var query = new QueryBuilder { { "tab", Tab.ToString() } };
        foreach (
            var (name, value) in new[]
            {
                ("q", Filter.Words),
                (
                    "due",
                    Filter.IsLate ? "late"
                    : Filter.IsDueToday ? "today"
                    : null
                ),
                ("unit", Filter.Unit),
                ("after", After),
                ("case", CaseId?.ToString()),
                ("said", said),
            }
        )
            if (value is not null)
                query.Add(name, value);
        return path + query;
    }
}
