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

/// <summary>Films and voices made of a few bytes: known by how they begin, as the product knows them.</summary>
public static class Recordings
{
    public static byte[] Video { get; } = [0, 0, 0, 0x18, .. "ftypisom"u8, 0, 0, 2, 0, .. "isommp41"u8, 0, 0, 0, 8, .. "mdat"u8];

    public static byte[] Voice { get; } = [.. "OggS"u8, 0, 2, .. new byte[22], .. "OpusHead"u8];
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
