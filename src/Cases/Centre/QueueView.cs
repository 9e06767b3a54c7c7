using Gezhi.Cases.CasePages;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Gezhi.Cases.Centre;

/// <summary>What the address of the centre says: tab, filters, page, open card. 页面地址</summary>
public sealed record QueueView
{
    public QueueTab Tab { get; init; }

    public CaseFilter Filter { get; init; } = new();

    /// <summary>Where this page begins; null at the front.</summary>
    public CaseCursor? After { get; init; }

    /// <summary>The case whose card is open; null for none.</summary>
    public string? Case { get; init; }

    /// <summary>A category that is tried in the card; null takes the proposed one.</summary>
    public string? Try { get; init; }

    /// <summary>Reads the address; what it does not understand is left out.</summary>
    public static QueueView Read(IQueryCollection query) =>
        new()
        {
            Tab = Named.One<QueueTab>(query["tab"]) ?? QueueTab.All,
            Filter = new CaseFilter
            {
                Area = Text(query["area"]),
                Category = Text(query["category"]),
                Channel = Named.One<Channel>(query["channel"]),
                Words = Text(query["q"]),
                IsSoon = query["soon"] == "1",
            },
            After = CaseCursor.Read(query["after"]),
            Case = Text(query["case"]),
            Try = Text(query["try"]),
        };

    /// <summary>The address of this view.</summary>
    public string Href()
    {
        var query = new QueryBuilder();
        void Add(string name, string? value)
        {
            if (value is { Length: > 0 })
                query.Add(name, value);
        }
        Add("tab", Tab == QueueTab.All ? null : Name(Tab));
        Add("area", Filter.Area);
        Add("category", Filter.Category);
        Add("channel", Filter.Channel?.ToString());
        Add("q", Filter.Words);
        Add("soon", Filter.IsSoon ? "1" : null);
        Add("after", After?.ToString());
        Add("case", Case);
        Add("try", Try);
        return "/centre" + query.ToQueryString();
    }

    /// <summary>As it stands in the address.</summary>
    public static string Name(QueueTab tab) =>
        tab switch
        {
            QueueTab.All => "all",
            QueueTab.New => "new",
            QueueTab.Dispatch => "dispatch",
            QueueTab.Doing => "doing",
            QueueTab.Check => "check",
            QueueTab.Late => "late",
            _ => throw new ArgumentOutOfRangeException(nameof(tab), tab, null),
        };

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) || value.Length > 100 ? null : value;
}
