using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Gezhi.Tests.Integration.Centre;

/// <summary>A page as a browser without script gets it.</summary>
internal sealed record Seen(HttpStatusCode Status, IHtmlDocument Page, string Address, HttpResponseHeaders Headers)
{
    /// <summary>Visible text of the first element that fits, blanks folded.</summary>
    public string Text(string selector) => Fold(Page.QuerySelector(selector)?.TextContent ?? "");

    public IReadOnlyList<string> Texts(string selector) => [.. Page.QuerySelectorAll(selector).Select(e => Fold(e.TextContent))];

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Reading pages and sending their forms, as a browser without script does.</summary>
internal static class Browsing
{
    public static Task<Seen> See(this HttpClient person, string path) => person.Send(new HttpRequestMessage(HttpMethod.Get, path), path);

    /// <summary>Sends a form of the page with its own hidden fields and what the person changed.</summary>
    public static Task<Seen> Submit(this HttpClient person, Seen seen, string form, params (string Name, string Value)[] typed) =>
        person.Submit(seen, form, [], typed);

    /// <summary>The same with photos, each under the name of its field.</summary>
    public static Task<Seen> Submit(
        this HttpClient person,
        Seen seen,
        string form,
        IReadOnlyList<string> photos,
        params (string Name, string Value)[] typed
    )
    {
        var element =
            (IHtmlFormElement?)seen.Page.QuerySelector(form) ?? throw new InvalidOperationException($"no form {form} on {seen.Address}");
        var fields = Fields(element).Where(f => typed.All(t => t.Name != f.Name)).Concat(typed);
        var action = element.GetAttribute("action") is { Length: > 0 } own ? own : seen.Address;
        return person.Send(new HttpRequestMessage(HttpMethod.Post, action) { Content = Content(element, fields, photos) }, action);
    }

    private static HttpContent Content(IHtmlFormElement form, IEnumerable<(string Name, string Value)> fields, IReadOnlyList<string> photos)
    {
        if (form.GetAttribute("enctype") != "multipart/form-data")
            return new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var content = Form.With([.. fields]);
        foreach (var name in photos)
            content.Photo(name, Photos.Small);
        return content;
    }

    private static IEnumerable<(string Name, string Value)> Fields(IHtmlFormElement form)
    {
        foreach (var element in form.QuerySelectorAll("input[name], select[name], textarea[name]"))
            switch (element)
            {
                case IHtmlInputElement { Type: "file" or "submit" }:
                    break;
                case IHtmlInputElement { Type: "radio" or "checkbox" } choice:
                    if (choice.IsChecked)
                        yield return (choice.Name!, choice.Value);
                    break;
                case IHtmlInputElement input:
                    yield return (input.Name!, input.Value);
                    break;
                case IHtmlSelectElement select:
                    yield return (select.Name!, select.Value ?? "");
                    break;
                case IHtmlTextAreaElement area:
                    yield return (area.Name!, area.Value);
                    break;
            }
    }

    /// <summary>Follows redirects as a browser does.</summary>
    private static async Task<Seen> Send(this HttpClient person, HttpRequestMessage request, string address)
    {
        for (var hops = 0; hops < 5; hops++)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
            var answer = await person.SendAsync(request);
            if (answer.Headers.Location is { } next && (int)answer.StatusCode is >= 300 and < 400)
            {
                address = next.IsAbsoluteUri ? next.PathAndQuery : next.OriginalString;
                request = new HttpRequestMessage(HttpMethod.Get, address);
                continue;
            }
            var html = await answer.Content.ReadAsStringAsync();
            return new Seen(answer.StatusCode, await new HtmlParser().ParseDocumentAsync(html), address, answer.Headers);
        }
        throw new InvalidOperationException($"{address} leads in a circle");
    }
}
