using System.Net.Http.Headers;

namespace Gezhi.Tests.Integration;

/// <summary>A form with files, as a browser or phone sends it.</summary>
public static class Form
{
    public static MultipartFormDataContent With(params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        return form;
    }

    public static MultipartFormDataContent Photo(
        this MultipartFormDataContent form,
        string name,
        byte[] bytes,
        string fileName = "photo.jpg"
    )
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        form.Add(file, name, fileName);
        return form;
    }
}

/// <summary>Pictures made of a few bytes.</summary>
public static class Photos
{
    /// <summary>A whole JPEG of 1 × 1 pixel.</summary>
    public static byte[] Small { get; } =
        Convert.FromBase64String(
            "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AKp//2Q=="
        );
}
