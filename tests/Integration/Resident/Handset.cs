using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Gezhi.Tests.Integration.Resident;

/// <summary>An old phone: opens pages, fills forms, follows redirects; no script.</summary>
public sealed class Handset : IDisposable
{
    private readonly CookieContainer jar = new();
    private string at = "/";

    public Handset(Town town, string language = "zh-CN")
    {
        Client = new HttpClient(new SocketsHttpHandler { CookieContainer = jar, AllowAutoRedirect = false }) { BaseAddress = town.Address };
        Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        Client.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
    }

    public HttpClient Client { get; }

    public HttpResponseMessage Answer { get; private set; } = null!;

    public HttpStatusCode Status => Answer.StatusCode;

    public IHtmlDocument Page { get; private set; } = null!;

    /// <summary>Where redirects led.</summary>
    public string Path => at;

    public string Heading => Page.QuerySelector("h1")!.TextContent.Trim();

    /// <summary>All the person reads, on one line.</summary>
    public string Words => string.Join(' ', Page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public async Task Open(string path)
    {
        at = path;
        await Show(await Client.GetAsync(new Uri(path, UriKind.Relative)));
    }

    /// <summary>Sends a form of the page as it stands, with what the person changes; a redirect is followed.</summary>
    /// <param name="press">Another button than the first: <c>name=value</c>, or <c>x,y</c> on the map.</param>
    /// <param name="untick">A ticked box that the person clears.</param>
    public async Task Send(
        string form,
        (string Name, string Value)[]? typed = null,
        (string Name, byte[] Bytes, string FileName)[]? files = null,
        string? press = null,
        string? untick = null
    )
    {
        var changed = (typed ?? []).Select(t => t.Name).ToHashSet();
        var standing = Standing(Page.QuerySelector(form)!).Where(f => !changed.Contains(f.Name) && f.Name != untick);
        var content = Form.With([.. standing, .. typed ?? [], .. press is null ? [] : Pressed(press)]);
        foreach (var (name, bytes, fileName) in files ?? [])
            content.Photo(name, bytes, fileName);
        await Show(await Client.PostAsync(new Uri(at, UriKind.Relative), content));
    }

    /// <summary>The field's value as it stands on the page.</summary>
    public string Value(string id) =>
        Page.GetElementById(id) is IHtmlTextAreaElement area ? area.TextContent : Page.GetElementById(id)!.GetAttribute("value") ?? "";

    /// <summary>Keeps the cookies of an answer. The jar reads the real clock, by which cookies of the town's spring ran out long ago.</summary>
    public void Keep(HttpResponseMessage answer)
    {
        foreach (var cookie in answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0].Split('=', 2)))
            jar.Add(Client.BaseAddress!, new Cookie(cookie[0], cookie[1]));
    }

    public void Dispose() => Client.Dispose();

    private async Task Show(HttpResponseMessage answer)
    {
        if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther)
        {
            if (answer.Headers.Contains("Set-Cookie"))
                Keep(answer);
            await Open(new Uri(Client.BaseAddress!, answer.Headers.Location!).PathAndQuery);
            return;
        }
        Answer = answer;
        Page = await new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocumentAsync(
            await answer.Content.ReadAsStringAsync()
        );
    }

    /// <summary>What a browser would send: values as they stand, ticked boxes, no buttons and no files.</summary>
    private static IEnumerable<(string Name, string Value)> Standing(IElement form) =>
        form.QuerySelectorAll("input[name], textarea[name]")
            .Where(e => e.GetAttribute("type") is not ("file" or "image" or "submit"))
            .Where(e => e.GetAttribute("type") is not ("checkbox" or "radio") || e.HasAttribute("checked"))
            .Select(e => (e.GetAttribute("name")!, e is IHtmlTextAreaElement ? e.TextContent : e.GetAttribute("value") ?? "on"));

    private static (string, string)[] Pressed(string press) =>
        press.Split('=') is [var name, var value] ? [(name, value)] : [("pick.x", press.Split(',')[0]), ("pick.y", press.Split(',')[1])];
}
