using System.Globalization;
using Gezhi.Cases.Centre;
using Gezhi.Cases.Reporting;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Channels;

/// <summary>Base of the pages on which staff take something down for somebody: reads the form, keeps what was typed. 代录页基类</summary>
public abstract class TakenDownPage : GezhiPage
{
    /// <summary>What was taken down; null before.</summary>
    protected CreateReport.Receipt? Receipt { get; private set; }

    /// <summary>Made with the page: the same form sent twice makes one report.</summary>
    protected string Key { get; private set; } = "";

    /// <summary>The part of town that the map shows.</summary>
    protected string Extent { get; private set; } = "";

    [CascadingParameter]
    protected Actor Actor { get; set; } = null!;

    [Inject]
    protected CaseDesk Desk { get; set; } = null!;

    [Inject]
    private MapPicture Picture { get; set; } = null!;

    protected Dictionary<string, string> Labels =>
        new()
        {
            ["Text"] = T["诉求内容"],
            ["Phone"] = T["联系电话"],
            ["PlaceText"] = T["地点"],
        };

    protected override void Begin()
    {
        Extent = Picture.ExtentText(Scope.Of(Actor).RootCode);
        Key = Typed("Key") ?? Platform.Ids.New(Desk.Now).ToString("N");
    }

    /// <summary>Runs the feature with what was typed; a refusal stays on the page.</summary>
    protected async Task Take<T>(Func<T, IReadOnlyList<IncomingFile>, CancellationToken, Task<CreateReport.Receipt>> run)
    {
        var ct = Http!.RequestAborted;
        if (
            !await Try(async () =>
            {
                var (command, files) = await FormOrJson.Read<T>(Http.Request, ct);
                Receipt = await run(command, files, ct);
            })
        )
            Desk.Db.Forget(); // half a report must not be saved by a later step
    }

    /// <summary>What the person typed; null on the first visit.</summary>
    protected string? Typed(string name) =>
        Http is { } http
        && HttpMethods.IsPost(http.Request.Method)
        && http.Request.HasFormContentType
        && http.Request.Form[name].ToString() is { Length: > 0 } typed
            ? typed
            : null;

    protected double? Number(string name) =>
        double.TryParse(Typed(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
